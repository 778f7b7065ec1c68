/** What a request of the agent tells a script. */
export interface Turn {
  /** 0 for the first request of the conversation that reached the script. */
  index: number
  /** Every text that has the role of the user, oldest first: the prompts, and what the agent adds to them. */
  userTexts: string[]
  /** The names of the tools that are offered. */
  tools: string[]
  /** What the tools of the turn before answered. */
  toolResults: string[]
}

export interface ToolCall {
  name: string
  input: unknown
}

/** What the model says to a turn. */
export type Reply =
  | { kind: 'text'; text: string }
  | { kind: 'tools'; calls: ToolCall[] }
  | { kind: 'error'; status: number; type: string; message: string }
  /** The connection stays open and nothing comes. */
  | { kind: 'hang' }

/** Plays the model in one conversation. */
export type Script = (turn: Turn) => Reply

/** The final answer, through the tool that the output schema becomes. */
export function structured(output: unknown): Reply {
  return { kind: 'tools', calls: [{ name: 'StructuredOutput', input: output }] }
}

/** A shell command, run by the agent's own tool. */
export function bash(command: string): Reply {
  return { kind: 'tools', calls: [{ name: 'Bash', input: { command, description: 'Run a command' } }] }
}

/** One reply after the other; the last one again for whatever follows. */
export function inTurn(...replies: [Reply, ...Reply[]]): Script {
  return ({ index }) => replies[index] ?? replies.at(-1) ?? replies[0]
}

/** Reads the body of `POST /v1/messages` as far as scripts need it. */
export function readTurn(body: unknown, index: number): Turn {
  const messages = listAt(body, 'messages')
  const ofUser = messages.filter((message) => at(message, 'role') === 'user')
  return {
    index,
    userTexts: ofUser.flatMap((message) => textsOf(at(message, 'content'))),
    tools: listAt(body, 'tools').map((tool) => String(at(tool, 'name'))),
    toolResults: listAt(ofUser.at(-1), 'content')
      .filter((block) => at(block, 'type') === 'tool_result')
      .map((block) => textsOf(at(block, 'content')).join('\n')),
  }
}

function textsOf(content: unknown): string[] {
  if (typeof content === 'string') return [content]
  if (!Array.isArray(content)) return []
  return content.map((block) => at(block, 'text')).filter((text) => typeof text === 'string')
}

function listAt(value: unknown, key: string): unknown[] {
  const found = at(value, key)
  return Array.isArray(found) ? found : []
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
