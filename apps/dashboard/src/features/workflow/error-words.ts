import { EXECUTION_ERROR_CODES, type ExecutionErrorCode } from '@specflow/workflow/schema'

/** What can be done about an error from this page. */
export type ErrorAction = 'retry' | 'start-again' | 'health'

interface ErrorWords {
  title: string
  /** What to do, by somebody who does not know how SpecFlow works. */
  remedy: string
  /** The likeliest first. */
  actions: readonly ErrorAction[]
}

/** Total, so that a new code does not compile until it is said in words. */
const WORDS: Record<ExecutionErrorCode, ErrorWords> = {
  TIMED_OUT: {
    title: 'The time limit was reached',
    remedy:
      'What it has changed in the folder until then stays. Start it again with a longer time limit, or ask for less at once.',
    actions: ['start-again', 'retry'],
  },
  SPAWN_FAILED: {
    title: 'The agent could not be started',
    remedy:
      'Check that the folder of the project is there and may be entered, and that the machine has memory, processes and disk space left. The health page looks at that. Then try again.',
    actions: ['health', 'retry'],
  },
  AGENT_NOT_FOUND: {
    title: 'The command of the agent was not found',
    remedy:
      'Install the agent (npm install -g @anthropic-ai/claude-code), or name its executable in SPECFLOW_CLAUDE_BIN and restart SpecFlow. Then try again.',
    actions: ['health', 'retry'],
  },
  AGENT_REFUSED: {
    title: 'The agent refuses to run here',
    remedy:
      'Run SpecFlow as an ordinary user, or set IS_SANDBOX=1 in its environment if this machine is a sandbox. Restart it, then try again.',
    actions: ['health', 'retry'],
  },
  TRUST_REQUIRED: {
    title: 'The folder brings something that nobody has acknowledged',
    remedy:
      'It was changed after this was accepted: hooks, MCP servers or settings that the agent takes without a question. Nothing was run. Try again: what the folder brings is shown first, for you to read.',
    actions: ['retry', 'start-again'],
  },
  AGENT_FAILED: {
    title: 'The agent ended with an error',
    remedy:
      'Read what it said, here and at the end of the transcript. Where that is something that passes, such as a network that was away, try again; else start it with other input.',
    actions: ['retry', 'start-again'],
  },
  AUTH_REQUIRED: {
    title: 'The agent is not logged in',
    remedy:
      'In a terminal of the machine that runs SpecFlow, start claude and type /login, or correct the API key in the environment of SpecFlow and restart it. Then try again.',
    actions: ['retry'],
  },
  USAGE_LIMITED: {
    title: 'The account of the agent has reached its limit',
    remedy:
      'Wait until the limit is reset, which its message may tell, or add credit to the account. Then try again.',
    actions: ['retry'],
  },
  OUTPUT_INVALID: {
    title: 'The agent gave no answer that can be read',
    remedy:
      'Try again. If it happens again, the skill keeps the agent from giving its structured answer: the transcript and the output of the run, to be downloaded under “Runs”, show how.',
    actions: ['retry', 'start-again'],
  },
  SKILL_FAILED: {
    title: 'The skill could not do its work',
    remedy: 'Put right what its message names and try again, or start it with other input.',
    actions: ['retry', 'start-again'],
  },
  COST_LIMIT_REACHED: {
    title: 'A cost limit was reached',
    remedy:
      'What it has changed in the folder until then stays. Look at that; then raise the limit, on the page of the project or under Settings, or wait for the next day, and try again.',
    actions: ['retry', 'start-again'],
  },
  INTERRUPTED: {
    title: 'The run was interrupted',
    remedy:
      'It ended together with the machine or with what watches over it, and how is not known. Look at what it has changed in the folder, then try again.',
    actions: ['retry'],
  },
}

/** An error in plain words; `undefined` for a code that this page, which is older than the server, does not know. */
export function errorWords(code: string): ErrorWords | undefined {
  const known = EXECUTION_ERROR_CODES.find((one) => one === code)
  return known && WORDS[known]
}
