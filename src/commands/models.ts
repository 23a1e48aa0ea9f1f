import { join } from 'node:path'
import { Command, Option } from 'commander'
import { requireFile } from '../files/bytes.ts'
import type { ActivationOutcome, ModelAdministration } from '../models/administration.ts'
import type { Act } from '../models/registry.ts'
import { withDatabase } from '../setup/open-database.ts'
import { operator } from '../terminal/operator.ts'
import { say } from '../terminal/say.ts'
import { NothingChangedError, UsageError } from '../terminal/usage-error.ts'

interface ActOptions {
  readonly reason?: string
}

interface ShadowOptions extends ActOptions {
  readonly json: boolean
}

interface CardOptions {
  readonly format: 'markdown' | 'json'
}

/** Rows, the newest. */
const SHADOW_DAYS = 60

const REASON = ['--reason <text>', 'reason, recorded in the log'] as const

export function modelsCommand(): Command {
  const models = new Command('models')
    .summary('list, publish, promote and roll back models')
    .description(
      'Uses the registry in DATABASE_URL (or the embedded database) and the model store in ' +
        'MODEL_STORE_URL. Replicas follow within five seconds.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch models publish ./models/march
  $ talentmatch models activate 1.0.20260301 --reason 'better on the hold-out'
  $ talentmatch models rollback --reason 'complaints from companies'`,
    )
  models
    .command('list')
    .description('Lists all versions, most recently trained first.')
    .option('--json', 'as JSON, with metrics', false)
    .action(({ json }: { readonly json: boolean }) => list(json))
  models
    .command('activate <version>')
    .description('Activates a version, after test-loading it on this machine.')
    .option(...REASON)
    .action((version: string, options: ActOptions) => activate(version, options))
  models
    .command('rollback')
    .description('Reactivates the previously active version.')
    .option(...REASON)
    .action((options: ActOptions) => rollBack(options))
  models
    .command('publish <folder>')
    .description('Uploads a model folder to the store and registers it, without activating it.')
    .option(...REASON)
    .action((folder: string, options: ActOptions) => publish(folder, options))
  models
    .command('card <version>')
    .description('Shows the stored model card: data, features, metrics, gate, limits.')
    .addOption(
      new Option('--format <name>', 'format of the card')
        .choices(['markdown', 'json'])
        .default('markdown'),
    )
    .action((version: string, options: CardOptions) => showCard(version, options))
  models
    .command('pin <version>')
    .description('Pins a version: it serves regardless of the active one until unpinned.')
    .action((version: string) => pin(version))
  models
    .command('unpin')
    .description('Removes the pin.')
    .action(() => pin(null))
  models
    .command('shadow [version]')
    .description(
      'Starts or stops (`off`) shadow scoring by a version; without an argument, shows its results ' +
        '(docs/rollout.md).',
    )
    .option(...REASON)
    .option('--json', 'results as JSON', false)
    .action((version: string | undefined, options: ShadowOptions) =>
      version === undefined
        ? showShadow(options.json)
        : setShadow(version === 'off' ? null : version, options.reason),
    )
  return models
}

const list = (json: boolean) =>
  withModels(async (models) => {
    const [versions, { toModelTable, toModelJson }] = await Promise.all([
      models.list(),
      import('../files/output/models.ts'),
    ])
    if (versions.length === 0)
      say('No models registered yet; the service registers its own at startup.')
    else process.stdout.write(`${json ? toModelJson(versions) : toModelTable(versions)}\n`)
  })

const activate = (version: string, options: ActOptions) =>
  withModels(async (models) => tell(await models.activate(version, actOf(options)), version))

const rollBack = (options: ActOptions) =>
  withModels(async (models) => {
    const outcome = await models.rollBack(actOf(options))
    if (outcome.kind === 'unknown')
      throw new NothingChangedError('there is no previously active version')
    tell(outcome, 'the previous version')
  })

const publish = (folder: string, options: ActOptions) =>
  withModels(async (models) => {
    await requireFile(join(folder, 'manifest.json'))
    const { version, status, isActive } = await models.publish(folder, actOf(options))
    process.stdout.write(`${version}\n`)
    say(
      isActive
        ? `${version} is already registered and active.`
        : `Registered, ${status}. Activate it with \`talentmatch models activate ${version}\`.`,
    )
  })

const showCard = (version: string, { format }: CardOptions) =>
  withModels(async (models) => {
    const [card, { toMarkdown }] = await Promise.all([
      models.card(version),
      import('../models/card-markdown.ts'),
    ])
    if (!card) throw new UsageError(unknown(version))
    process.stdout.write(
      format === 'json' ? `${JSON.stringify(card, null, 2)}\n` : toMarkdown(card),
    )
  })

const pin = (version: string | null) =>
  withDatabase(async (database) => {
    const { RolloutRows } = await import('../db/rollout/rollout-rows.ts')
    if (!(await new RolloutRows(database).change({ pinnedVersion: version }, operator()))) {
      throw new UsageError(unknown(version ?? ''))
    }
    say(version === null ? 'Unpinned: the active version is serving.' : `${version} is pinned.`)
  })

const setShadow = (version: string | null, reason?: string) =>
  withDatabase(async (database) => {
    const { RolloutRows } = await import('../db/rollout/rollout-rows.ts')
    const rollout = new RolloutRows(database)
    if (!(await rollout.change({ shadowVersion: version }, operator(), reason))) {
      throw new UsageError(unknown(version ?? ''))
    }
    say(version === null ? 'No shadow model.' : `${version} is the shadow model.`)
  })

const showShadow = (json: boolean) =>
  withDatabase(async (database) => {
    const [{ RolloutRows }, { ShadowDays }, { meansOf, toShadowTable }] = await Promise.all([
      import('../db/rollout/rollout-rows.ts'),
      import('../db/rollout/shadow-days.ts'),
      import('../rollout/shadow/shadow-text.ts'),
    ])
    const [{ shadowVersion }, days] = await Promise.all([
      new RolloutRows(database).find(),
      new ShadowDays(database).list(SHADOW_DAYS),
    ])
    say(shadowVersion === null ? 'No shadow model.' : `${shadowVersion} is the shadow model.`)
    if (json || days.length > 0) {
      const withMeans = days.map((day) => ({ ...day, ...meansOf(day) }))
      process.stdout.write(`${json ? JSON.stringify(withMeans, null, 2) : toShadowTable(days)}\n`)
    }
  })

const withModels = (work: (models: ModelAdministration) => Promise<void>) =>
  withDatabase(async (database, config) => {
    const [{ ModelAdministration }, { openModels }] = await Promise.all([
      import('../models/administration.ts'),
      import('../setup/open-models.ts'),
    ])
    await work(new ModelAdministration(await openModels(config, database)))
  })

function tell(outcome: ActivationOutcome, version: string): void {
  if (outcome.kind === 'unknown') throw new UsageError(unknown(version))
  if (outcome.kind === 'refused') {
    throw new NothingChangedError(
      `nothing was changed; ${version} cannot be served: ${outcome.message}`,
    )
  }
  const { model, previous } = outcome
  say(`${model.version} is now active${previous === null ? '' : ` (previously ${previous})`}.`)
}

const actOf = ({ reason }: ActOptions): Act => ({ actor: operator(), reason: reason ?? null })
const unknown = (version: string) => `unknown version ${version}; see \`talentmatch models list\``
