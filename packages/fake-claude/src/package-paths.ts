/** The executable, relative to the root of this package: resolve `@specflow/fake-claude/package.json` first. */
export const DEMO_AGENT_BIN = 'bin/specflow-demo-agent.mjs'

/** The project that the demo agent is shown on, relative to the root of this package. */
export const SAMPLE_PROJECT = 'sample-project'

/** What `--version` prints. The number is the command line that it honours; the name says that it is no model. */
export const DEMO_AGENT_VERSION = '2.1.330 (SpecFlow demo agent)'
