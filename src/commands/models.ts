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

const REASON = ['--reason <text>', 'why; it is kept'] as const

export function modelsCommand(): Command {
  const models = new Command('models')
    .summary('list, publish, promote and roll back models')
    .description(
      'Works on the registry in DATABASE_URL, else in the embedded database, and on the store of ' +
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
    .description('Shows every version, those trained last first.')
    .option('--json', 'as JSON, with metrics', false)
    .action(({ json }: { readonly json: boolean }) => list(json))
  models
    .command('activate <version>')
    .description('Makes a version the active one, after loading it here.')
    .option(...REASON)
    .action((version: string, options: ActOptions) => activate(version, options))
  models
    .command('rollback')
    .description('Activates the version that was active before.')
    .option(...REASON)
    .action((options: ActOptions) => rollBack(options))
  models
    .command('publish <folder>')
    .description(
      'Keeps the model of a folder in the store and registers it; it does not serve yet.',
    )
    .option(...REASON)
    .action((folder: string, options: ActOptions) => publish(folder, options))
  models
    .command('card <version>')
    .description('Describes a version from what is stored: data, features, metrics, gate, limits.')
    .addOption(
      new Option('--format <name>', 'of the card')
        .choices(['markdown', 'json'])
        .default('markdown'),
    )
    .action((version: string, options: CardOptions) => showCard(version, options))
  models
    .command('pin <version>')
    .description('Has a version serve, whatever is made the active one, until it is unpinned.')
    .action((version: string) => pin(version))
  models
    .command('unpin')
    .description('Has the active version serve again.')
    .action(() => pin(null))
  models
    .command('shadow [version]')
    .description(
      'Has a version score answers without being shown, or `off`; without one, shows what came of it ' +
        '(docs/rollout.md).',
    )
    .option(...REASON)
    .option('--json', 'what came of it as JSON', false)
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
    if (versions.length === 0) say('No model is registered yet; the service registers its own.')
    else process.stdout.write(`${json ? toModelJson(versions) : toModelTable(versions)}\n`)
  })

const activate = (version: string, options: ActOptions) =>
  withModels(async (models) => tell(await models.activate(version, actOf(options)), version))

const rollBack = (options: ActOptions) =>
  withModels(async (models) => {
    const outcome = await models.rollBack(actOf(options))
    if (outcome.kind === 'unknown')
      throw new NothingChangedError('no version was active before this one')
    tell(outcome, 'the version before')
  })

const publish = (folder: string, options: ActOptions) =>
  withModels(async (models) => {
    await requireFile(join(folder, 'manifest.json'))
    const { version, status, isActive } = await models.publish(folder, actOf(options))
    process.stdout.write(`${version}\n`)
    say(
      isActive
        ? `${version} was registered already, and is active.`
        : `Registered, ${status}. \`talentmatch models activate ${version}\` has it serve.`,
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
    say(version === null ? 'The active version serves.' : `${version} is pinned.`)
  })

const setShadow = (version: string | null, reason?: string) =>
  withDatabase(async (database) => {
    const { RolloutRows } = await import('../db/rollout/rollout-rows.ts')
    const rollout = new RolloutRows(database)
    if (!(await rollout.change({ shadowVersion: version }, operator(), reason))) {
      throw new UsageError(unknown(version ?? ''))
    }
    say(version === null ? 'Nothing scores in shadow.' : `${version} scores in shadow.`)
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
    say(shadowVersion === null ? 'Nothing scores in shadow.' : `${shadowVersion} scores in shadow.`)
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
      `nothing was changed, ${version} cannot serve: ${outcome.message}`,
    )
  }
  const { model, previous } = outcome
  say(`${model.version} is active${previous === null ? '' : `, ${previous} was before`}.`)
}

const actOf = ({ reason }: ActOptions): Act => ({ actor: operator(), reason: reason ?? null })
const unknown = (version: string) =>
  `there is no version ${version}; \`talentmatch models list\` shows all`
