import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { BuiltServer } from './built-server.ts'
import { REPOSITORY, nodeBinary, terminalPath } from './paths.ts'

/** The command as the build left it. */
export const SPECFLOWCTL = join(REPOSITORY, 'packages/cli/bin/specflowctl.mjs')

export interface CommandResult {
  exitCode: number
  stdout: string
  stderr: string
  /** The lines of standard output, each parsed. Throws for one that is no JSON. */
  json(): Record<string, unknown>[]
}

export interface CommandOptions {
  cwd?: string
  env?: Readonly<Record<string, string>>
  input?: string
}

/** What the user of a server has in a terminal: the same home and state directory. */
export function userEnvironment(server: Pick<BuiltServer, 'env'>): Record<string, string> {
  const { HOME = '', SPECFLOW_HOME = '' } = server.env
  return { PATH: terminalPath(), HOME, SPECFLOW_HOME, LANG: 'C.UTF-8' }
}

/** Runs `specflowctl` to its end, with no terminal anywhere. */
export async function specflowctl(
  server: Pick<BuiltServer, 'env'>,
  args: readonly string[],
  { cwd = REPOSITORY, env = {}, input = '' }: CommandOptions = {},
): Promise<CommandResult> {
  if (!existsSync(join(REPOSITORY, 'packages/cli/dist/main.mjs'))) {
    throw new Error('specflowctl is not built. Run "npm run build" in the root of the repository first.')
  }
  const child = spawn(nodeBinary(), [SPECFLOWCTL, ...args], {
    cwd,
    env: { ...userEnvironment(server), ...env },
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ])
  const json = () =>
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { exitCode, stdout, stderr, json }
}

/** A folder for the PATH with nothing but `specflowctl` in it. */
export async function folderWithCommand(parent: string): Promise<string> {
  const folder = join(parent, 'bin')
  await mkdir(folder, { recursive: true })
  await symlink(SPECFLOWCTL, join(folder, 'specflowctl'))
  return folder
}
