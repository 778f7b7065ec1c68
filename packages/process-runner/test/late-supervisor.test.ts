import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { armFailpoints, disarmFailpoints } from '@specflow/failpoints'
import { expect, onTestFinished, test } from 'vitest'
import { createPlatform, createProcessRunner, RUN_FILES, type RunHandle } from '../src/index.ts'
import { waitFor } from './support/processes.ts'
import { createWorkplace, type Workplace } from './support/workplace.ts'

async function attach(directory: string): Promise<RunHandle> {
  const run = await createProcessRunner().attach(directory)
  if (run === 'unclaimed') throw new Error('the run was unclaimed')
  return run
}

test('S3 a claim whose supervisor is gone before it said who it is can be started again', async () => {
  await using place = createWorkplace()
  const run = await createProcessRunner().start(place.spec('exit-code.sh', ['4'], { cwd: '/nowhere' }))
  await run.result
  writeFileSync(join(place.runDirectory, RUN_FILES.claim), '')
  await expect(createProcessRunner().attach(place.runDirectory)).resolves.toBe('unclaimed')
  const second = await createProcessRunner().start(place.spec('exit-code.sh', ['4']))
  await expect(second.result).resolves.toMatchObject({ kind: 'exited', exitCode: 4 })
})

test('S3 a supervisor that is late to say who it is gets waited for', async () => {
  await using place = createWorkplace()
  const prompt = join(place.runDirectory, RUN_FILES.prompt)
  const go = join(place.directory, 'go')
  armFailpoints(`before-spawn=stall(${go})`)
  onTestFinished(disarmFailpoints)
  const started = createProcessRunner().start(place.spec('echo-stdin.sh'))
  await waitFor('everything but the supervisor', () => existsSync(`${go}.reached`))
  // It opens its prompt between its claim and its record, and nobody has written into this pipe yet.
  rmSync(prompt)
  execFileSync('mkfifo', [prompt])
  writeFileSync(go, '')
  const first = await started
  first.detach()
  await waitFor('the claim', () => existsSync(join(place.runDirectory, RUN_FILES.claim)))
  const attached = attach(place.runDirectory)
  expect(existsSync(join(place.runDirectory, RUN_FILES.process))).toBe(false)
  await writeFile(prompt, 'late')
  await expect((await attached).result).resolves.toMatchObject({ kind: 'exited', exitCode: 0 })
  expect(place.readRunFile(RUN_FILES.output)).toContain('late')
})

test('S3 a supervisor that has not even claimed its run gets waited for', async () => {
  await using place = createWorkplace()
  const supervisor = await startBeforeClaim(place)
  const attached = attach(place.runDirectory)
  await supervisor.goOn()
  await expect((await attached).result).resolves.toMatchObject({ kind: 'exited', exitCode: 0 })
})

test('S3 one that never does is ended, so that it cannot begin a run that was called off', async () => {
  await using place = createWorkplace()
  await startBeforeClaim(place)
  await expect(createProcessRunner().attach(place.runDirectory)).resolves.toBe('unclaimed')
  expect(marked(place)).toEqual([])
  const run = await createProcessRunner().start(place.spec('exit-code.sh', ['4']))
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 4 })
})

/** A supervisor whose script is a pipe: it lives, and claims nothing before somebody writes into it. */
async function startBeforeClaim(place: Workplace) {
  const go = join(place.directory, 'go')
  armFailpoints(`before-spawn=stall(${go})`)
  onTestFinished(disarmFailpoints)
  const started = createProcessRunner().start(place.spec('echo-stdin.sh'))
  await waitFor('everything but the supervisor', () => existsSync(`${go}.reached`))
  const script = join(place.runDirectory, RUN_FILES.script)
  const text = readFileSync(script, 'utf8')
  rmSync(script)
  execFileSync('mkfifo', [script])
  writeFileSync(go, '')
  const run = await started
  run.detach()
  expect(readdirSync(place.runDirectory)).not.toContain(RUN_FILES.claim)
  return { goOn: () => writeFile(script, text) }
}

function marked(place: Workplace) {
  const { marker } = place.spec('')
  return createPlatform()
    .listProcesses(marker.name)
    .filter((entry) => entry.marker === marker.value)
}
