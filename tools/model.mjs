// `npm run model -- --runs 50000 [--seed N]`: the model-based test of the workflow service, for as many sequences as are wanted.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeChildEnvironment } from './lib/child-environment.mjs'
import { runCommand } from './lib/run-command.mjs'
import { repositoryRoot } from './lib/workspace.mjs'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '500' }, seed: { type: 'string' } },
})
for (const [name, value] of Object.entries(values)) {
  if (/^\d{1,9}$/.test(value)) continue
  console.error(`--${name} is a whole number, and not ${value}`)
  process.exit(2)
}

process.exitCode = await runCommand({
  file: process.execPath,
  args: [join(repositoryRoot, 'node_modules/vitest/vitest.mjs'), 'run', 'test/model'],
  cwd: join(repositoryRoot, 'packages/workflow'),
  env: makeChildEnvironment(process.env, {
    SPECFLOW_TEST_MODEL_RUNS: values.runs,
    ...(values.seed !== undefined && { SPECFLOW_TEST_MODEL_SEED: values.seed }),
  }),
  doing: `running ${values.runs} sequences`,
})
