const workspace = 'packages/workflow'
const dashboard = 'apps/dashboard'

/** What a run says, what is kept of it, and who may ask. @type {import('../lib/mutation.mjs').Mutation[]} */
export const OUTCOME_MUTATIONS = [
  {
    promise: 'a stop of ours comes before what the agent says',
    workspace,
    file: 'src/runner/outcome.ts',
    text: '    stoppedByUs(evidence) ??\n',
    replacement: '',
    test: 'test/runner/outcome-matrix.test.ts',
  },
  {
    promise: 'an error that the agent reports comes before how it ended',
    workspace,
    file: 'src/runner/outcome.ts',
    text: '    reportedError(evidence) ??\n    endedBadly(evidence) ??\n',
    replacement: '    endedBadly(evidence) ??\n    reportedError(evidence) ??\n',
    test: 'test/runner/outcome-matrix.test.ts',
  },
  {
    promise: 'a part of a result is no result',
    workspace,
    file: 'src/runner/json-spans.ts',
    text: '      depth -= 1\n',
    replacement: '      depth = 0\n',
    test: 'test/runner/result-parser.test.ts',
  },
  {
    promise: 'a key of the agent is in no record',
    workspace,
    file: 'src/redact.ts',
    text: "  [/\\bsk-[A-Za-z0-9_-]{16,1000}/g, '[redacted key]'],\n",
    replacement: '',
    test: 'test/redact.test.ts',
  },
  {
    promise: 'no part of an output ends within a secret',
    workspace,
    file: 'src/redact-stream.ts',
    text: 'cut = inside.start',
    replacement: 'inside.start = cut',
    test: 'test/redact-stream.test.ts',
  },
  {
    promise: 'the session of a first run that is stopped is known afterwards',
    workspace,
    file: 'src/runner/claude-runner.ts',
    text: '      await session?.look()\n',
    replacement: '',
    test: 'test/runner/claude-runner-session.test.ts',
  },
  {
    promise: 'the guard comes before everything else',
    workspace: dashboard,
    file: 'src/server/rest/define-route.ts',
    text: '      guardRequest(container.guard, request)\n',
    replacement: '',
    test: 'test/server/rest/order-of-checks.test.ts',
  },
  {
    promise: 'no page of somebody else may ask',
    workspace: dashboard,
    file: 'src/server/guard/request-guard.ts',
    text: 'if (origin !== undefined && !origins.includes(origin)) {',
    replacement: "if (origin === '') {",
    test: 'test/server/guard/request-guard.test.ts',
  },
]
