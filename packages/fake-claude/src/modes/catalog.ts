/** What one mode is about. A step has at most one mode of each role, except that `before` may stand several times. */
export type ModeRole =
  /** Happens before the answer. */
  | 'before'
  /** Which session the run belongs to. */
  | 'session'
  /** What the run answers; `ok` where a step names none. */
  | 'answer'
  /** How the answer stands on stdout. */
  | 'stdout'
  /** How the process ends. */
  | 'end'

export interface ModeDescription {
  role: ModeRole
  /** The argument's form, for messages and documentation; a mode without one takes none. */
  argument?: 'number' | 'signal' | 'status' | 'leaf' | 'json' | 'path'
  does: string
}

/** Every mode of the tests' agent, by name. */
export const FAKE_CLAUDE_MODES = {
  slow_start: {
    role: 'before',
    argument: 'number',
    does: 'waits so many milliseconds before it does anything',
  },
  no_read_stdin: { role: 'before', does: 'never reads its stdin; only by FAKE_CLAUDE_MODE' },
  exit_before_read: { role: 'before', does: 'answers and exits without reading; only by FAKE_CLAUDE_MODE' },
  stderr: { role: 'before', argument: 'number', does: 'writes so many bytes to stderr' },
  transcript: {
    role: 'before',
    argument: 'path',
    does: 'adds the bytes of this file to the transcript, whatever they are',
  },
  spend: {
    role: 'before',
    argument: 'number',
    does: 'says so many things in its transcript, one after the other, each with its usage',
  },
  spawn: { role: 'before', argument: 'leaf', does: 'leaves one process of this kind behind' },
  mcp_orphan: {
    role: 'before',
    does: 'leaves a helper in its own group behind, and forgets it at a signal too',
  },

  fork_session: { role: 'session', does: 'a resumed run goes on under a new session id' },
  dup_session: { role: 'session', does: 'a first run takes an id that all such runs share' },

  ok: { role: 'answer', does: 'completes; a resumed run repeats what it was told' },
  needs_input: { role: 'answer', does: 'asks one question, and completes when it is resumed' },
  multi_round: { role: 'answer', argument: 'number', does: 'asks in so many rounds, then completes' },
  skill_error: { role: 'answer', does: 'answers with status error' },
  output: { role: 'answer', argument: 'json', does: 'the structured output is exactly this JSON' },
  prose: { role: 'answer', does: 'answers in prose, without structured output, and exits with 0' },
  error_envelope: { role: 'answer', does: 'an interrupted run: is_error and exit code 0' },
  max_retries: { role: 'answer', does: 'never fits the schema and gives up' },
  api_error: {
    role: 'answer',
    argument: 'status',
    does: 'the API refused with 401, 403, 404, 429, 500 or 529',
  },
  credit: { role: 'answer', does: 'the credit balance is too low' },
  not_logged_in: { role: 'answer', does: 'there is no key' },
  root_refused: { role: 'answer', does: 'refuses to run as root: stderr only' },

  array: { role: 'stdout', does: 'an array of events, as with a verbose setting' },
  partial_json: { role: 'stdout', argument: 'number', does: 'only the first so many bytes of the result' },
  json_then_junk: { role: 'stdout', does: 'the result and then lines of other text' },
  banner_then_json: { role: 'stdout', does: 'a line of other text and then the result' },
  two_results: { role: 'stdout', does: 'the result of an interrupted run and then the result' },
  bytes: { role: 'stdout', argument: 'number', does: 'a result of so many bytes' },
  invalid_utf8: { role: 'stdout', does: 'bytes in the message that are no UTF-8' },
  bom: { role: 'stdout', does: 'a byte order mark before the result' },
  empty: { role: 'stdout', does: 'nothing, and exit code 0' },

  exit: {
    role: 'end',
    argument: 'number',
    does: 'exits with this code; alone in its step it writes nothing',
  },
  signal: {
    role: 'end',
    argument: 'signal',
    does: 'dies of this signal; alone in its step it writes nothing',
  },
  hang: { role: 'end', does: 'never answers' },
  ignore_term: { role: 'end', does: 'never answers and ignores SIGTERM, SIGINT and SIGHUP' },
  result_then_hang: { role: 'end', does: 'answers and does not exit' },
} as const satisfies Record<string, ModeDescription>

export type FakeClaudeMode = keyof typeof FAKE_CLAUDE_MODES

/** The names of the modes of one role. */
export type ModeOfRole<Role extends ModeRole> = {
  [Name in FakeClaudeMode]: (typeof FAKE_CLAUDE_MODES)[Name]['role'] extends Role ? Name : never
}[FakeClaudeMode]

/** The session id of every first run with `dup_session`. */
export const SHARED_SESSION_ID = '00000000-0000-4000-8000-00000000d0b1'
