// Who may import whom. The picture of it is in docs/architecture.md; each message says what to do instead.
const DOMAIN = '^packages/workflow/src/'
const ADAPTERS = `${DOMAIN}(store|projects|acknowledgements|skills|runner|queue|transcript|snapshot|state-directory)/`
const DOOR = '(src/index\\.ts|src/schema/index\\.ts|package\\.json)$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Files that need each other are one concern or hide a third: move what both need into a file of its own. Types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'one-door-per-package',
      comment:
        'Import the package by its name. What its index does not export is its own affair: export it there if others need it.',
      severity: 'error',
      from: { path: '^(apps|packages)/([^/]+)/' },
      to: { path: '^(apps|packages)/', pathNot: ['^$1/$2/', DOOR] },
    },
    {
      name: 'packages-know-no-app',
      comment: 'A package takes what it needs as an option; the app that uses it passes it in.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(apps|e2e|bench|tools)/' },
    },
    {
      name: 'product-knows-no-test',
      comment: 'Test helpers stay in test/. What the product needs too belongs in src/.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/' },
      to: { path: '(^|/)test/|^(e2e|bench)/' },
    },
    {
      name: 'no-development-dependency-at-run-time',
      comment:
        'What the product loads is a dependency: move it from devDependencies to dependencies of this package.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'schema-is-a-leaf',
      comment:
        'schema/ is loaded by the browser: it imports zod and itself. Put code that needs more beside it, not into it.',
      severity: 'error',
      from: { path: `${DOMAIN}schema/` },
      to: { pathNot: [`${DOMAIN}schema/`, 'node_modules/zod/'] },
    },
    {
      name: 'execution-is-pure',
      comment:
        'execution/ decides from what it is given. Do the reading, writing and waiting in service/ and pass the values in.',
      severity: 'error',
      from: { path: `${DOMAIN}execution/` },
      to: { pathNot: [`${DOMAIN}(schema|execution)/`, `${DOMAIN}errors\\.ts$`, `${DOMAIN}[^/]+/port\\.ts$`] },
    },
    {
      name: 'execution-takes-only-types-of-ports',
      comment: 'execution/ may name the types of a port, never call one: take the value as a parameter.',
      severity: 'error',
      from: { path: `${DOMAIN}execution/` },
      to: { path: `${DOMAIN}[^/]+/port\\.ts$`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'service-sees-ports-only',
      comment: 'The service works with any adapter: import the port and let the container choose.',
      severity: 'error',
      from: { path: `${DOMAIN}service/` },
      to: { path: ADAPTERS, pathNot: '/port\\.ts$' },
    },
    {
      name: 'only-the-service-sees-ports',
      comment: 'Two ports meet only in service/. An adapter implements its own port and knows no other.',
      severity: 'error',
      from: { path: ADAPTERS },
      to: {
        path: `${DOMAIN}([^/]+/port\\.ts$|service/)`,
        // The catalogue's port also says what a skill is; the runner is told which one to run.
        pathNot: [`${DOMAIN}$1/`, `${DOMAIN}skills/port\\.ts$`],
      },
    },
    {
      name: 'store-and-runner-are-strangers',
      comment: 'What a run did becomes a record in service/, which has both. Pass a value instead.',
      severity: 'error',
      from: { path: `${DOMAIN}(store|runner)/` },
      to: { path: `${DOMAIN}(store|runner)/`, pathNot: `${DOMAIN}$1/` },
    },
    {
      name: 'the-doctor-reads-files',
      comment:
        'doctor/ examines what others wrote, with the readers of files that they share. What needs a service, an adapter or a process is a probe: add one to doctor/port.ts, and the app gives it.',
      severity: 'error',
      from: { path: `${DOMAIN}doctor/` },
      to: {
        path: [
          `${DOMAIN}(service|queue|skills|execution)/`,
          `${DOMAIN}[^/]+/(file|memory|claude)-[^/]+\\.ts$`,
          `${DOMAIN}[^/]+/port\\.ts$`,
        ],
        pathNot: `${DOMAIN}doctor/port\\.ts$`,
      },
    },
    {
      name: 'nobody-waits-for-the-doctor',
      comment:
        'The doctor looks at everything and is asked on demand: the app alone makes one, and what the domain needs of its files belongs beside their readers.',
      severity: 'error',
      from: { path: DOMAIN, pathNot: [`${DOMAIN}doctor/`, `${DOMAIN}index\\.ts$`] },
      to: { path: `${DOMAIN}doctor/` },
    },
    {
      name: 'one-file-spawns',
      comment:
        'cross-spawn is a detail that may change: only packages/process-runner/src/spawn.ts imports it.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: '^packages/process-runner/src/spawn\\.ts$' },
      to: { path: 'node_modules/(@types/)?cross-spawn/' },
    },
    {
      name: 'one-file-runs-git',
      comment:
        "git runs programs that a repository names. Only packages/workflow/src/snapshot/run-git.ts starts it, and only git.ts calls that, with an environment in which there are none; the runner's question for a version is the other process that the domain starts.",
      severity: 'error',
      from: { path: DOMAIN, pathNot: `${DOMAIN}(snapshot/run-git|runner/version-query)\\.ts$` },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'process-runner-knows-no-workflow',
      comment:
        'The process runner starts and stops one process, whatever it is for. Give it an option instead.',
      severity: 'error',
      from: { path: '^packages/process-runner/' },
      to: { path: '^packages/(?!process-runner/|failpoints/)' },
    },
    {
      name: 'failpoints-are-a-leaf',
      comment: 'Everybody may have a failpoint in it, so the package knows nobody.',
      severity: 'error',
      from: { path: '^packages/failpoints/' },
      to: { path: '^(apps|packages)/(?!failpoints/)' },
    },
    {
      name: 'only-the-agent-runner-runs-processes',
      comment:
        'Processes are started by the agent runner (packages/workflow/src/runner), which the container gives its process runner.',
      severity: 'error',
      from: {
        path: '^(apps|packages)/[^/]+/src/',
        pathNot: [
          `${DOMAIN}runner/`,
          '^packages/process-runner/',
          '^apps/dashboard/src/server/(boot|container)\\.ts$',
          // The doctor runs nothing: it looks at processes, and ends those that nobody owns.
          '^apps/dashboard/src/server/doctor/(command|probes)\\.ts$',
        ],
      },
      to: { path: '^packages/process-runner/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'api-knows-only-the-service',
      comment:
        'Procedures validate, call the service and map errors. What they need belongs behind the service.',
      severity: 'error',
      from: { path: '^packages/api/src/' },
      to: { path: '^packages/(?!api/|workflow/)' },
    },
    {
      name: 'the-browser-sees-no-server',
      comment:
        'Features, components and the client talk to the server through tRPC: add a procedure or a field to its answer.',
      severity: 'error',
      from: {
        path: '^apps/dashboard/src/(features|components|lib|trpc)/',
        pathNot: '^apps/dashboard/src/trpc/server',
      },
      to: { path: '^apps/dashboard/src/(server|app)/' },
    },
    {
      name: 'the-browser-sees-only-the-schema',
      comment:
        "Import shapes from '@specflow/workflow/schema': the package's root brings file system and processes into the browser.",
      severity: 'error',
      from: { path: '^(apps/dashboard/src/(features|components|lib|trpc|app/(?!api/))|packages/cli)' },
      to: { path: '^packages/(workflow/src/(?!schema/)|process-runner/|fake-claude/)' },
    },
    {
      name: 'the-browser-takes-zod-without-eval',
      comment:
        "Import z from the zod.ts of the schemas, or of the dashboard's lib: zod itself compiles its checks, which the pages' content policy forbids.",
      severity: 'error',
      from: {
        path: ['^apps/dashboard/src/(features|components|lib|trpc)/', `${DOMAIN}schema/`],
        pathNot: [`${DOMAIN}schema/zod\\.ts$`, '^apps/dashboard/src/lib/zod\\.ts$'],
      },
      to: { path: 'node_modules/zod/' },
    },
    {
      name: 'the-browser-sees-only-the-type-of-the-router',
      comment:
        "Write `import type { AppRouter } from '@specflow/api'`: anything else would ship the server to the browser.",
      severity: 'error',
      from: {
        path: '^(apps/dashboard/src/(features|components|lib|trpc)|packages/(client|cli)/src)/',
        pathNot: '^apps/dashboard/src/trpc/server',
      },
      to: { path: '^packages/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'route-files-only-route',
      comment: 'A route file is one line: what it does stands in src/server/rest.',
      severity: 'error',
      from: { path: '^apps/dashboard/src/app/api/.*route\\.ts$' },
      to: { pathNot: '^apps/dashboard/src/server/rest/' },
    },
    {
      name: 'only-boot-sees-the-container',
      comment:
        'Take the service from the context that you are given. Boot builds the world, once, and hands it out; the command of the doctor, which is a program of its own, builds what it asks.',
      severity: 'error',
      from: {
        path: '^apps/dashboard/src/',
        pathNot: '^apps/dashboard/src/server/(boot|doctor/command)\\.ts$',
      },
      to: { path: '^apps/dashboard/src/server/container\\.ts$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.next|test-results|playwright-report)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
}
