import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'

const read = (path: string) => readFileSync(path, 'utf8')
const namesOf = (text: string) =>
  Array.from(text.matchAll(/^([A-Z][A-Z0-9_]+)=/gm), ([, name]) => name)
const SETTINGS = new Set(namesOf(read('.env.example')))
const KUBERNETES = 'deploy/kubernetes'
/** Read by what keeps models in object storage. */
const OTHERS = /^AWS_/

const compose = parse(read('deploy/compose.yaml'), { merge: true }) as {
  readonly services: Readonly<
    Record<
      string,
      { readonly image?: string; readonly environment?: Readonly<Record<string, string>> }
    >
  >
}
const manifests = readdirSync(KUBERNETES).flatMap((file) =>
  parseAllDocuments(read(`${KUBERNETES}/${file}`)).map((document) => ({
    file,
    ...document.toJS(),
  })),
)

describe('what is deployed', () => {
  it('sets what the product reads, in compose', () => {
    const ours = Object.values(compose.services).filter(({ image }) =>
      image?.startsWith('talentmatch'),
    )
    expect(ours.length).toBe(3)
    const names = new Set(ours.flatMap(({ environment }) => Object.keys(environment ?? {})))
    expect([...names].filter((name) => !SETTINGS.has(name))).toEqual([])
    expect(names).toContain('DATABASE_URL')
  })

  it('asks for nothing in compose that its example does not have', () => {
    const asked = Array.from(read('deploy/compose.yaml').matchAll(/\$\{(\w+)/g), ([, name]) => name)
    const given = namesOf(read('deploy/.env.example'))
    expect([...new Set(asked)].sort()).toEqual([...given].sort())
  })

  it('sets what the product reads, in Kubernetes', () => {
    const [settings] = manifests.filter(({ kind }) => kind === 'ConfigMap')
    const unknown = Object.keys(settings?.data).filter(
      (name) => !SETTINGS.has(name) && !OTHERS.test(name),
    )
    expect(unknown).toEqual([])
    const told = Array.from(
      read(`${KUBERNETES}/settings.yaml`).matchAll(
        /^#.*?((?:[A-Z][A-Z0-9]*_[A-Z0-9_]+(?:, )?)+)/gm,
      ),
      ([, list = '']) => list.split(', ').filter(Boolean),
    ).flat()
    expect(told).toContain('DATABASE_URL')
    expect(told.filter((name) => !SETTINGS.has(name) && !OTHERS.test(name))).toEqual([])
  })

  it('names every file of Kubernetes, and no other', () => {
    const [kustomization] = manifests.filter(({ kind }) => kind === 'Kustomization')
    const files = readdirSync(KUBERNETES).filter((file) => file !== 'kustomization.yaml')
    expect([...(kustomization?.resources ?? [])].sort()).toEqual(files.sort())
  })

  it('lets no container be root, write its own files, or gain rights', () => {
    const pods = manifests.filter(({ kind }) => ['Deployment', 'Job'].includes(kind))
    expect(pods.length).toBe(3)
    for (const { spec } of pods) {
      const pod = spec.template.spec
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 })
      for (const { securityContext, resources } of pod.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        })
        expect(resources.limits.memory).toBeDefined()
      }
    }
  })
})
