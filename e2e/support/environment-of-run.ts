import { ofKind, type FakeAgentServer } from './fake-agent-server.ts'

/** What any shell sets for what it starts; the supervisor of a run is one. */
const OF_SHELLS = ['PWD', 'OLDPWD', 'SHLVL', '_']

/** What a surrounding agent tells the programs that it starts. */
const OF_AN_AGENT = [
  'CLAUDECODE',
  'CLAUDE_CODE_ENTRYPOINT',
  'CLAUDE_CODE_SESSION_ID',
  'CLAUDE_CODE_SSE_PORT',
  'CLAUDE_PID',
]

/** Runs the stand-in to its end; answers the execution's id and the environment that it saw. */
export async function environmentOfRun(
  fake: FakeAgentServer,
): Promise<{ id: string; env: Record<string, string | undefined> }> {
  const id = await fake.start('ok')
  await fake.server.api.untilStatus(id, 'completed')
  const env = Object.entries(ofKind(fake.log(id), 'start')[0]?.env ?? {})
  return { id, env: Object.fromEntries(env.filter(([name]) => !OF_SHELLS.includes(name))) }
}

/** What of a terminal's environment the agent is to see. */
export function agentsShareOf(terminal: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(terminal).filter(
    ([name]) => !name.startsWith('SPECFLOW_') && !OF_AN_AGENT.includes(name),
  )
  return Object.fromEntries(kept)
}
