/** What a skill, real or made up, says at the end of a run. The fields are those of SpecFlow's output schema. */
export interface StructuredOutput {
  status: 'completed' | 'needs_input' | 'error'
  message?: string
  questions?: Question[]
  artifacts?: { path: string; action: 'created' | 'modified' }[]
}

export interface Question {
  question: string
  header?: string
  options?: { label: string; description?: string }[]
  multiSelect?: boolean
}

/** How a run ends, before it becomes a result object and an exit code. */
export type Answer =
  | { kind: 'structured'; output: StructuredOutput | JsonValue }
  | { kind: 'prose'; text: string }
  | { kind: 'api_error'; status: number | null; type?: string; text: string }
  | { kind: 'limit'; subtype: string; terminalReason: string; error: string; exitCode: number; turns: number }
  | { kind: 'local_command'; command: string; text: string }
  | { kind: 'refused'; message: string }

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** Begins every message, so that nobody takes the demo agent's words for a model's. */
export const DEMO_NOTICE = 'Demo agent, no model was asked:'
