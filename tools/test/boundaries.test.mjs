import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')

const DASHBOARD = 'apps/dashboard/src'
const DOMAIN = 'packages/workflow/src'
const VALUE = (/** @type {string} */ path) => `import { thing } from '${path}'\nexport const other = thing\n`
const TYPE = (/** @type {string} */ path) =>
  `import type { thing } from '${path}'\nexport type Other = typeof thing\n`

// One import that each rule is there for. The file names are the rule's, so that one cruise finds them all.
const FORBIDDEN = [
  ['no-cycles', 'packages/api/src/cycle-a.ts', TYPE('./cycle-b.ts')],
  ['one-door-per-package', 'packages/api/src/past-door.ts', VALUE('../../workflow/src/errors.ts')],
  [
    'packages-know-no-app',
    'packages/workflow/src/upward.ts',
    TYPE('../../../apps/dashboard/src/lib/format.ts'),
  ],
  ['product-knows-no-test', 'packages/api/src/tested.ts', VALUE('../test/helper.ts')],
  ['no-development-dependency-at-run-time', 'packages/api/src/dev.ts', VALUE('dev-only')],
  ['schema-is-a-leaf', `${DOMAIN}/schema/file.ts`, VALUE('node:fs')],
  ['execution-is-pure', `${DOMAIN}/execution/clock.ts`, VALUE('node:timers')],
  ['execution-takes-only-types-of-ports', `${DOMAIN}/execution/caller.ts`, VALUE('../store/port.ts')],
  ['service-sees-ports-only', `${DOMAIN}/service/adapter.ts`, VALUE('../store/file-store.ts')],
  ['only-the-service-sees-ports', `${DOMAIN}/projects/executions.ts`, TYPE('../store/port.ts')],
  ['store-and-runner-are-strangers', `${DOMAIN}/runner/stored.ts`, VALUE('../store/file-store.ts')],
  ['the-doctor-reads-files', `${DOMAIN}/doctor/start.ts`, VALUE('../store/file-store.ts')],
  ['nobody-waits-for-the-doctor', `${DOMAIN}/service/examined.ts`, TYPE('../doctor/port.ts')],
  ['one-file-spawns', 'packages/process-runner/src/other.ts', VALUE('cross-spawn')],
  ['one-file-runs-git', `${DOMAIN}/snapshot/other.ts`, VALUE('node:child_process')],
  [
    'process-runner-knows-no-workflow',
    'packages/process-runner/src/domain.ts',
    TYPE('../../workflow/src/index.ts'),
  ],
  ['failpoints-are-a-leaf', 'packages/failpoints/src/domain.ts', TYPE('../../workflow/src/index.ts')],
  [
    'only-the-agent-runner-runs-processes',
    `${DOMAIN}/service/process.ts`,
    VALUE('../../../process-runner/src/index.ts'),
  ],
  ['api-knows-only-the-service', 'packages/api/src/process.ts', VALUE('../../process-runner/src/index.ts')],
  ['the-browser-sees-no-server', `${DASHBOARD}/features/settings.ts`, TYPE('../server/settings.ts')],
  [
    'the-browser-sees-only-the-schema',
    `${DASHBOARD}/features/domain.ts`,
    TYPE('../../../../packages/workflow/src/index.ts'),
  ],
  ['the-browser-takes-zod-without-eval', `${DASHBOARD}/lib/shape.ts`, VALUE('zod')],
  [
    'the-browser-sees-only-the-type-of-the-router',
    `${DASHBOARD}/trpc/client.ts`,
    VALUE('../../../../packages/api/src/index.ts'),
  ],
  [
    'the-browser-sees-only-the-type-of-the-router',
    'packages/client/src/router.ts',
    VALUE('../../api/src/index.ts'),
  ],
  ['the-browser-sees-only-the-schema', 'packages/cli/src/domain.ts', TYPE('../../workflow/src/index.ts')],
  ['route-files-only-route', `${DASHBOARD}/app/api/health/route.ts`, VALUE('../../../server/settings.ts')],
  ['only-boot-sees-the-container', `${DASHBOARD}/server/rest/start.ts`, VALUE('../container.ts')],
]

// What looks alike and is right.
const ALLOWED = {
  'packages/api/src/index.ts': VALUE('../../workflow/src/index.ts'),
  'packages/process-runner/src/spawn.ts': VALUE('cross-spawn'),
  [`${DOMAIN}/schema/zod.ts`]: VALUE('zod'),
  [`${DOMAIN}/execution/run-end.ts`]: TYPE('../runner/port.ts'),
  [`${DOMAIN}/doctor/examine.ts`]: VALUE('./port.ts'),
  [`${DOMAIN}/service/start.ts`]: VALUE('../store/port.ts'),
  [`${DOMAIN}/runner/claude-runner.ts`]: VALUE('../../../process-runner/src/index.ts'),
  [`${DASHBOARD}/features/form.ts`]: VALUE('../../../../packages/workflow/src/schema/index.ts'),
  'packages/client/src/types.ts': TYPE('../../api/src/index.ts'),
  [`${DASHBOARD}/trpc/types.ts`]: TYPE('../../../../packages/api/src/index.ts'),
  [`${DASHBOARD}/app/api/route.ts`]: VALUE('../../server/rest/health.ts'),
  [`${DASHBOARD}/server/boot.ts`]: VALUE('./container.ts'),
  [`${DASHBOARD}/server/doctor/command.ts`]: VALUE('../container.ts'),
}

const LEAVES = [
  `${DOMAIN}/index.ts`,
  `${DOMAIN}/errors.ts`,
  `${DOMAIN}/schema/index.ts`,
  `${DOMAIN}/doctor/port.ts`,
  `${DOMAIN}/store/port.ts`,
  `${DOMAIN}/store/file-store.ts`,
  `${DOMAIN}/runner/port.ts`,
  'packages/process-runner/src/index.ts',
  'packages/api/test/helper.ts',
  `${DASHBOARD}/lib/format.ts`,
  `${DASHBOARD}/server/settings.ts`,
  `${DASHBOARD}/server/container.ts`,
  `${DASHBOARD}/server/rest/health.ts`,
  'node_modules/cross-spawn/index.js',
  'node_modules/dev-only/index.js',
  'node_modules/zod/index.js',
]

let root = ''
/** @type {{ rule: string, from: string }[]} */
let violations = []

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'specflow-boundaries-'))
  for (const leaf of LEAVES) write(leaf, 'export const thing = 1\n')
  for (const [path, text] of Object.entries(ALLOWED)) write(path, text)
  for (const [, path, text] of FORBIDDEN) write(String(path), String(text))
  write('packages/api/src/cycle-b.ts', TYPE('./cycle-a.ts'))
  write('tsconfig.base.json', '{ "compilerOptions": { "allowImportingTsExtensions": true, "noEmit": true } }')
  write(
    'package.json',
    JSON.stringify({ devDependencies: { 'dev-only': '1' }, dependencies: { 'cross-spawn': '7', zod: '4' } }),
  )
  violations = await findViolations()
}, 30_000)

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

describe('the import boundaries', () => {
  it.each(FORBIDDEN)('refuse what %s is there for', (rule, from) => {
    expect(violations).toContainEqual({ rule, from })
  })

  it.each(Object.keys(ALLOWED))('allow %s what it needs', (from) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([])
  })

  it('have an example for every rule', () => {
    const rules = forbidden.map((/** @type {{ name: string }} */ rule) => rule.name)
    expect(new Set(FORBIDDEN.map(([rule]) => rule))).toEqual(new Set(rules))
  })
})

async function findViolations() {
  const { output } = await cruise(['apps', 'packages'], {
    ...options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
  })
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered a text: ${output}`)
  return output.summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }))
}

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
