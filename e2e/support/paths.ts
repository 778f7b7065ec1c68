import { join, resolve } from 'node:path'

/** The root of the repository. */
export const REPOSITORY = resolve(import.meta.dirname, '../..')

/** The front server of the built dashboard. */
export const SERVER = join(REPOSITORY, 'apps/dashboard/server.mjs')

/** The stand-in for the agent command, driven by modes. */
export const FAKE_AGENT = join(REPOSITORY, 'packages/fake-claude/bin/specflow-demo-agent.mjs')

/** What runs the server: `SPECFLOW_TEST_NODE` takes the suites to another version of Node. */
export function nodeBinary(): string {
  return process.env.SPECFLOW_TEST_NODE ?? process.execPath
}

/** The PATH as a terminal has it: without what package managers put in front of it for their scripts. */
export function terminalPath(): string {
  const folders = (process.env.PATH ?? '').split(':')
  return folders.filter((folder) => !folder.includes('node_modules')).join(':')
}
