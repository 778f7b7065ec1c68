const workspace = 'packages/workflow'
const dashboard = 'apps/dashboard'

/** What a folder brings runs only when somebody has read it. @type {import('../lib/mutation.mjs').Mutation[]} */
export const TRUST_MUTATIONS = [
  {
    promise: 'a start is asked for an acknowledgement',
    workspace,
    file: 'src/service/start.ts',
    text: '  const trust = await requireTrust(context, project, acknowledge)\n',
    replacement: '  const trust = { keep: () => Promise.resolve() }\n',
    test: 'test/service/trust.test.ts',
  },
  {
    promise: 'a run does not begin in a folder that has changed while it was queued',
    workspace,
    file: 'src/service/dispatch.ts',
    text: '  await requireTrustStill(context, folder)\n',
    replacement: '',
    test: 'test/service/trust-at-dispatch.test.ts',
  },
  {
    promise: 'an acknowledgement is of what was read and of nothing else',
    workspace,
    file: 'src/service/trust.ts',
    text: 'if (!isSettled && acknowledge !== hash) {',
    replacement: 'if (!isSettled && acknowledge === undefined) {',
    test: 'test/service/trust.test.ts',
  },
  {
    promise: 'answers that are refused acknowledge nothing',
    workspace,
    file: 'src/service/answer.ts',
    text: '      const entry = readEntry(context, questionSet, input)\n      await trust.keep()\n',
    replacement: '      await trust.keep()\n      const entry = readEntry(context, questionSet, input)\n',
    test: 'test/service/trust.test.ts',
  },
  {
    promise: 'what is hidden is acknowledged too',
    workspace,
    file: 'src/trust/brought-source.ts',
    text: 'bringing.map(({ content, file }) => [file, content])',
    replacement: 'bringing.map(({ brings, file }) => [file, brings])',
    test: 'test/trust/hash-sources.test.ts',
  },
  {
    promise: 'what a shell would run is not hidden as a secret',
    workspace,
    file: 'src/trust/shown-text.ts',
    text: '(isRun ? text : redactSecrets(text))',
    replacement: 'redactSecrets(isRun ? text : text)',
    test: 'test/trust/read-repository.test.ts',
  },
  {
    promise: 'acknowledgements that cannot be read just now are not replaced',
    workspace,
    file: 'src/acknowledgements/file-acknowledgements.ts',
    text: "        if (content.kind === 'unreadable') throw storageError(content.error, path)\n",
    replacement: '',
    test: 'test/acknowledgements/file-acknowledgements.test.ts',
  },
  {
    promise: 'a tick is of the list that was shown',
    workspace: dashboard,
    file: 'src/features/workflow/hooks/use-trust.ts',
    text: 'toRead !== undefined && readHash === toRead.hash',
    replacement: 'toRead !== undefined && readHash !== undefined',
    test: 'test/features/workflow/trust.test.tsx',
  },
]
