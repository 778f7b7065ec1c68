import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { pruneExecutions } from '../../src/retention.ts'
import { findEndedRecords } from '../../src/store/find-ended.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { startScript } from '../support/child-script.ts'
import { compileSources } from '../support/compiled-sources.ts'
import { instant, newExecution } from '../support/executions.ts'
import { writeFiles } from '../support/files.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const LATER = '2099-01-01T00:00:00.000Z'
const ENDED = { status: 'completed', completedAt: instant(1) } as const

describe('pruning a folder of records', () => {
  it('S21 removes what has ended with the directories of its runs and its backups, and nothing else', async () => {
    const directory = temporaryDirectory()
    const first = await openFileStore({ directory })
    const ended = await first.create(newExecution(ENDED))
    const kept = [
      await first.create(newExecution({ status: 'running' })),
      await first.create(newExecution({ status: 'queued' })),
      await first.create(newExecution({ status: 'waiting_for_input' })),
    ].map(({ id }) => id)
    const history = golden('flat/completed.json')
    const leftRunning = golden('flat/left-running.json')
    const newer = newExecution(ENDED)
    writeFiles(directory, {
      [`${ended.id}/run-1/output.json`]: '{}',
      [`${ended.id}/run-2/exit.json`]: '{}',
      [`backups/${ended.id}.v1.json`]: '{}',
      [`backups/${kept[0] ?? ''}.v1.json`]: '{}',
      [`${kept[0] ?? ''}/run-1/output.json`]: '{}',
      [`${history.id}.json`]: history.text,
      [`${leftRunning.id}.json`]: leftRunning.text,
      [`${newer.id}.json`]: JSON.stringify({ ...newer, schemaVersion: 99 }),
      [`quarantine/${newExecution().id}.json.x`]: 'torn',
      'notes.txt': 'mine',
    })
    const gone = [`${ended.id}.json`, ended.id, `backups/${ended.id}.v1.json`, `${history.id}.json`]
    const expected = treeOf(directory).filter((path) => !gone.some((name) => isBelow(path, name)))

    expect(findEndedRecords(directory, LATER).map(({ execution }) => execution.id)).toEqual([
      history.id,
      ended.id,
    ])
    const store = await openFileStore({ directory })
    const removed: string[] = []
    await pruneExecutions({
      store,
      before: LATER,
      onRemoved: (id) => removed.push(id),
      onFailed: (_, error) => expect.unreachable(String(error)),
    })

    expect(removed.sort()).toEqual([ended.id, history.id].sort())
    expect(treeOf(directory)).toEqual(expected)
    expect((await store.list({ limit: 50 })).executions.map(({ id }) => id).sort()).toEqual(
      [...kept, leftRunning.id].sort(),
    )
  })

  it('S20 follows no link that was planted as a directory of runs', async () => {
    const directory = temporaryDirectory()
    const elsewhere = temporaryDirectory()
    writeFileSync(join(elsewhere, 'canary'), 'alive')
    const store = await openFileStore({ directory })
    const { id } = await store.create(newExecution(ENDED))
    symlinkSync(elsewhere, join(directory, id))
    expect(await store.remove(id)).toBe(true)
    expect(readdirSync(directory)).toEqual([])
    expect(readFileSync(join(elsewhere, 'canary'), 'utf8')).toBe('alive')
  })

  it.each([
    ['of a newer version', (text: string) => text.replace(/"schemaVersion": \d+/, '"schemaVersion": 99')],
    ['not ended', (text: string) => text.replace('"completed"', '"running"')],
    ['of another execution', () => '{"id":"another"}'],
    ['torn', () => '{'],
  ])('does not remove what was put in the place of a record: one %s', async (_, change) => {
    const directory = temporaryDirectory()
    const store = await openFileStore({ directory })
    const { id } = await store.create(newExecution(ENDED))
    const path = join(directory, `${id}.json`)
    const text = change(readFileSync(path, 'utf8'))
    writeFileSync(path, text)
    mkdirSync(join(directory, id))
    expect(await store.remove(id)).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(existsSync(join(directory, id))).toBe(true)
  })

  it(
    'S21 killed anywhere leaves no directory of runs without a record that has ended',
    { timeout: 60_000 },
    async () => {
      const sources = compileSources(temporaryDirectory())
      const directory = temporaryDirectory()
      const store = await openFileStore({ directory })
      for (let number = 0; number < 60; number += 1) {
        const { id } = await store.create(newExecution(ENDED))
        writeFiles(directory, { [`${id}/run-1/output.json`]: '{}', [`${id}/run-1/exit.json`]: '{}' })
      }
      await store.close()

      for (const enough of [51, 33, 9]) {
        const pruner = startScript(new URL('../fixtures/prune-records.mjs', import.meta.url), [
          sources,
          directory,
        ])
        expect(await pruner.nextLine()).toBe('pruning')
        while (readdirSync(directory).filter(isRecord).length > enough) await setImmediate()
        await pruner.kill()
        const names = readdirSync(directory)
        const runDirectories = names.filter((name) => !isRecord(name))
        expect(runDirectories.filter((id) => !names.includes(`${id}.json`))).toEqual([])
        const reopened = await openFileStore({ directory })
        expect(reopened.problems()).toEqual([])
        expect(await reopened.listUnfinished()).toEqual([])
        expect(await reopened.listEnded(LATER)).toHaveLength(names.filter(isRecord).length)
      }

      const last = startScript(new URL('../fixtures/prune-records.mjs', import.meta.url), [
        sources,
        directory,
      ])
      expect([await last.nextLine(), await last.nextLine()]).toEqual(['pruning', 'done'])
      expect(readdirSync(directory)).toEqual([])
    },
  )

  it('keeps what cannot be removed, goes on with the others, and finds it again', async () => {
    const directory = temporaryDirectory()
    let isOwned = false
    const assertOwned = () => (isOwned ? Promise.resolve() : Promise.reject(new Error('not ours')))
    const creator = await openFileStore({ directory })
    const { id } = await creator.create(newExecution(ENDED))
    const store = await openFileStore({ directory, assertOwned })
    const failed: string[] = []
    const prune = () =>
      pruneExecutions({ store, before: LATER, onRemoved: () => undefined, onFailed: (of) => failed.push(of) })
    expect(await prune()).toBe(0)
    expect(failed).toEqual([id])
    isOwned = true
    expect(await prune()).toBe(1)
    expect(readdirSync(directory)).toEqual([])
  })
})

function golden(name: string): { id: string; text: string } {
  const text = readFileSync(new URL(`../fixtures/records/${name}`, import.meta.url), 'utf8')
  return { id: (JSON.parse(text) as { id: string }).id, text }
}

function treeOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()
}

function isBelow(path: string, name: string): boolean {
  return path === name || path.startsWith(`${name}/`)
}

function isRecord(name: string): boolean {
  return name.endsWith('.json')
}
