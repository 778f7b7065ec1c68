// `npm run fuzz -- --requests 100000 [--seed N] [--only N]`: as many requests, right and wrong, as are wanted, to the built server.
// It prints its seed; `--only` sends one request of a seed again.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeChildEnvironment } from './lib/child-environment.mjs'
import { runCommand } from './lib/run-command.mjs'
import { repositoryRoot } from './lib/workspace.mjs'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
})
for (const [name, value] of Object.entries(values)) {
  if (/^\d{1,9}$/.test(value)) continue
  console.error(`--${name} is a whole number, and not ${value}`)
  process.exit(2)
}

process.exitCode = await runCommand({
  file: process.execPath,
  args: [
    join(repositoryRoot, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'fuzz/vitest.config.ts',
    'fuzz/fuzz.test.ts',
  ],
  cwd: join(repositoryRoot, 'e2e'),
  env: makeChildEnvironment(process.env, {
    SPECFLOW_TEST_FUZZ_REQUESTS: values.requests,
    ...(values.seed !== undefined && { SPECFLOW_TEST_FUZZ_SEED: values.seed }),
    ...(values.only !== undefined && { SPECFLOW_TEST_FUZZ_ONLY: values.only }),
  }),
  doing: values.only === undefined ? `sending ${values.requests} requests` : `sending request ${values.only}`,
})
