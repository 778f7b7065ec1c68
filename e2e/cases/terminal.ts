import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FakeAgentServer } from '../support/fake-agent-server.ts'
import { FAKE_AGENT, nodeBinary, terminalPath } from '../support/paths.ts'
import { until } from '../support/until.ts'

/** The agent as a person has it open in a terminal: no run of the server, with a session of the server's user. */
export interface Terminal extends AsyncDisposable {
  readonly pid: number
  /** As when the window is closed: the agent removes the file in which it says that the session is open. */
  close(): Promise<void>
  /** The file stays. */
  kill9(): Promise<void>
}

/** Goes on with a session whose script lets this run hang; resolves when the agent says that it has the session open. */
export async function openInTerminal(fake: FakeAgentServer, sessionId: string): Promise<Terminal> {
  const home = join(fake.directory, 'user')
  const args = [FAKE_AGENT, '-p', '--output-format', 'json', '--resume', sessionId]
  const child = spawn(nodeBinary(), args, {
    cwd: fake.project,
    env: { PATH: terminalPath(), HOME: home },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const exited = once(child, 'exit')
  child.stdin.end('Where were we?')
  const { pid } = child
  if (pid === undefined) throw new Error('The agent could not be started.')
  const file = join(home, '.claude/sessions', `${String(pid)}.json`)
  await until(() => existsSync(file), { what: `the agent ${String(pid)} to open its session` })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await exited
  }
  return {
    pid,
    close: () => end('SIGTERM'),
    kill9: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  }
}
