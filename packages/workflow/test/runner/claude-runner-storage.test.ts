import { chmod, mkdir, open, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createProcessRunner, type ProcessRunner } from '@specflow/process-runner'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { AgentRun, AgentRunRequest, AgentRunner } from '../../src/runner/port.ts'
import { smallDisk, type SmallDisk } from '../support/small-disk.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { createFakeClaudeSubject } from './fake-claude-subject.ts'

describe('a stop that cannot be written down', () => {
  test('because the run directory is gone is refused with its path, and works once it is back', async () => {
    const { runner, workflowsPath, firstRun } = createFakeClaudeSubject()
    const request = firstRun('hang')
    const run = await startLive(runner, request)
    const directory = join(workflowsPath, request.executionId, 'run-1')
    await rename(directory, `${directory}.away`)
    await expect(run.stop()).rejects.toMatchObject({
      code: 'STORAGE_UNWRITABLE',
      message: expect.stringContaining(
        `${join(directory, 'stop.json')} cannot be written (ENOENT)`,
      ) as string,
    })
    await rename(`${directory}.away`, directory)
    expect(await run.stop()).toMatchObject({ reason: 'cancelled', endedAt: expect.any(String) as string })
  })

  test('because the disk is full is refused, and works once there is space', async () => {
    const disk = smallDisk()
    const { runner, firstRun } = createSubjectOn(disk)
    const run = await startLive(runner, firstRun('hang'))
    const ballast = await fill(disk)
    await expect(run.stop()).rejects.toMatchObject({ code: 'STORAGE_FULL' })
    await rm(ballast)
    expect(await run.stop()).toMatchObject({ reason: 'cancelled', endedAt: expect.any(String) as string })
    await run.ended
  })
})

describe('a start whose directory cannot be written', () => {
  test('because the disk is full is refused', async () => {
    const disk = smallDisk()
    const { runner, firstRun } = createSubjectOn(disk)
    await fill(disk)
    await expect(runner.start(firstRun('ok'))).rejects.toMatchObject({ code: 'STORAGE_FULL' })
  })

  test.each(['run-1', ''])(
    'S20 because a link is in its place (%j) is refused, and nothing is written through it',
    async (name) => {
      const { runner, workflowsPath, firstRun } = createFakeClaudeSubject()
      const request = firstRun('ok')
      const elsewhere = temporaryDirectory()
      await chmod(elsewhere, 0o755)
      const place = join(workflowsPath, request.executionId, name)
      await mkdir(dirname(place), { recursive: true })
      await symlink(elsewhere, name === '' ? place.replace(/\/$/, '') : place)
      await expect(runner.start(request)).rejects.toMatchObject({ code: 'STORAGE_UNWRITABLE' })
      expect(await readdir(elsewhere)).toEqual([])
      expect((await stat(elsewhere)).mode & 0o777).toBe(0o755)
    },
  )

  test('because a file is in its place is refused with its path', async () => {
    const { runner, workflowsPath, firstRun } = createFakeClaudeSubject()
    const request = firstRun('ok')
    const directory = join(workflowsPath, request.executionId, 'run-1')
    await mkdir(dirname(directory), { recursive: true })
    await writeFile(directory, '')
    await expect(runner.start(request)).rejects.toMatchObject({
      code: 'STORAGE_UNWRITABLE',
      message: expect.stringContaining(directory) as string,
    })
  })
})

test('an error that no file made is not taken for one of the disk', async () => {
  const damaged = new Error('stop.json is damaged.')
  const processRunner = refusing(createProcessRunner(), () => Promise.reject(damaged))
  const { runner, firstRun } = createFakeClaudeSubject({ processRunner })
  await expect(runner.start(firstRun('ok'))).rejects.toBe(damaged)
})

/** A run that hangs. Nothing of it outlives the test, also where the stop that is tested does not work. */
async function startLive(runner: AgentRunner, request: AgentRunRequest): Promise<AgentRun> {
  onTestFinished(async () => {
    const markerPrefix = `test-home:${request.executionId}:`
    await createProcessRunner().sweep({ markerName: 'SPECFLOW_RUN', markerPrefix, except: [] })
  })
  const run = await runner.start(request)
  await run.claimed
  return run
}

/** Where the small disk is a folder, the processes of a run do not know its size, so it is asked before each write. */
function createSubjectOn(disk: SmallDisk) {
  const processRunner = refusing(createProcessRunner(), () => writeSome(disk, join(disk.path, 'probe')))
  return createFakeClaudeSubject({ workflowsPath: disk.path, ...(disk.write && { processRunner }) })
}

function refusing(runner: ProcessRunner, check: () => Promise<void>): ProcessRunner {
  return {
    ...runner,
    async start(spec) {
      await check()
      const handle = await runner.start(spec)
      const stop: typeof handle.stop = async (reason) => {
        await check()
        return handle.stop(reason)
      }
      return { ...handle, stop }
    },
  }
}

/** Leaves no byte free and answers the file to be removed again. */
async function fill(disk: SmallDisk): Promise<string> {
  const ballast = join(disk.path, 'ballast')
  for (;;) {
    try {
      await writeSome(disk, ballast)
    } catch {
      return ballast
    }
  }
}

async function writeSome({ write }: SmallDisk, path: string): Promise<void> {
  const file = await open(path, 'a')
  const bytes = Buffer.alloc(1_024)
  try {
    await (write ? write(file, bytes) : file.writeFile(bytes))
  } finally {
    await file.close()
  }
}
