// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChangedFile, WorkflowExecution, WorkingTreeDiff } from '@specflow/workflow/schema'
import { ResultTab } from '../../../src/features/workflow/components/result-tab.tsx'
import { createFakeApi, noAnswer } from '../../support/fake-api.tsx'
import { execution } from '../../support/records.ts'

afterEach(cleanup)

const RAN = { runs: [{ attempt: 1, startedAt: '2026-01-01T00:00:00.000Z' }] }
const ENDED = execution({ ...RAN, status: 'completed', output: { status: 'completed' } })
const file = (path: string, more: Partial<ChangedFile> = {}): ChangedFile => ({
  path,
  change: 'modified',
  isBinary: false,
  ...more,
})

function ready(files: ChangedFile[], more: object = {}): WorkingTreeDiff {
  return { state: 'ready', isLive: false, files, isTruncated: false, ...more }
}

/** Answers the list, and for each file what `patchOf` says. */
function renderTab(
  record: WorkflowExecution,
  list: () => WorkingTreeDiff,
  patchOf: (file: ChangedFile) => object = () => ({ patch: '' }),
) {
  const api = createFakeApi(({ input }) => {
    const { path } = input as { path?: string }
    const diff = list()
    if (path === undefined || diff.state === 'none') return diff
    const asked = diff.files.filter((one) => one.path === path)
    return { ...diff, files: asked, ...(asked[0] && patchOf(asked[0])) }
  })
  render(<ResultTab execution={record} />, api)
  return api
}

const panel = () => screen.findByRole('region', { name: 'Changed files' })
const open = async (name: RegExp) => fireEvent.click(await screen.findByRole('button', { name }))

describe('what changed', () => {
  it('is not asked for before anything has run', () => {
    const api = renderTab(execution({ status: 'queued' }), () => ready([]))
    expect(screen.queryByRole('region', { name: 'Changed files' })).toBeNull()
    expect(api.calls).toEqual([])
  })

  it('is told in the words of the server where it is not known, and can be asked for again', async () => {
    let answer: WorkingTreeDiff = { state: 'none', reason: 'The project is not in a git\u202e repository.' }
    renderTab(ENDED, () => answer)
    await screen.findByText(/What changed is not known. The project is not in a git‹U\+202E› repository/)
    answer = ready([])
    await open(/Look again/)
    await screen.findByText(/nothing has changed/)
    expect(screen.queryByRole('button', { name: 'Look again' })).toBeNull()
  })

  it('that could not be asked for says so', async () => {
    renderTab(ENDED, () => {
      throw noAnswer()
    })
    expect((await screen.findByRole('alert')).textContent).toContain('The server did not answer')
    expect(screen.getByRole('button', { name: 'Look again' })).toBeDefined()
  })

  it('is told file by file, with counts, and that there is more', async () => {
    const files = [
      file('new.txt', { change: 'added', additions: 3, deletions: 0 }),
      file('b.txt', { change: 'renamed', oldPath: 'a.txt', additions: 0, deletions: 0 }),
      file('logo.png', { isBinary: true }),
    ]
    renderTab(ENDED, () => ready(files, { isTruncated: true }))
    const list = await screen.findByRole('list', { name: 'Changed files' })
    const [added, renamed, binary] = within(list).getAllByRole('button')
    expect(added?.textContent).toContain('new.txtAdded, 3 lines added, 0 deleted')
    expect(renamed?.textContent).toContain('a.txt → b.txtRenamed')
    expect(binary?.textContent).toContain('binary')
    expect((await panel()).textContent).toContain('More files have changed; these are the first 3.')
  })

  it('in a file is asked for when it is opened, and shows what is hidden in it', async () => {
    const patch = '@@ -1 +1,2 @@\n-old\n+new\u202e\n+<img src=x>\r\n'
    const api = renderTab(
      ENDED,
      () => ready([file('a.txt')]),
      () => ({ patch }),
    )
    await screen.findByRole('button', { name: /a.txt/ })
    expect(api.calls).toHaveLength(1)
    await open(/a.txt/)
    const lines = await screen.findByRole('region', { name: 'Changes in a.txt' })
    expect(lines.querySelector('del')?.textContent).toBe('- old')
    expect([...lines.querySelectorAll('ins')].map(({ textContent }) => textContent)).toEqual([
      '+ new‹U+202E›',
      '+ <img src=x>␍',
    ])
  })

  it.each<[string, Partial<ChangedFile>, object, string]>([
    ['a binary file', { isBinary: true }, {}, 'The file is binary: there are no lines to compare.'],
    ['a mode', { change: 'mode_changed' }, {}, 'Only its mode has changed'],
    ['a name', { change: 'renamed', oldPath: 'b.txt' }, {}, 'Only its name has changed.'],
    ['an empty file', { change: 'added' }, {}, 'The file is empty'],
    ['too much', {}, { isTruncated: true }, 'The changes are longer than 2 MB'],
    ['a file that is as it was again', {}, { files: [] }, 'The file is as it was by now.'],
    ['a failure', {}, { state: 'none', reason: 'git took too long.' }, 'not known. git took too long.'],
  ])('of %s is said in words', async (_name, more, answer, words) => {
    renderTab(
      ENDED,
      () => ready([file('a.txt', more)]),
      () => ({ patch: '', ...answer }),
    )
    await open(/a.txt/)
    await screen.findByText((text) => text.includes(words))
  })

  it('of many lines and many files is shown part by part', async () => {
    const added = Array.from({ length: 700 }, (_, index) => `+line ${String(index)}`)
    const files = Array.from({ length: 102 }, (_, index) => file(`f${String(index)}.txt`))
    renderTab(
      ENDED,
      () => ready(files),
      () => ({ patch: `@@ -0,0 +1,700 @@\n${added.join('\n')}\n` }),
    )
    fireEvent.click(await screen.findByText('Show more of 102 files'))
    fireEvent.click(await screen.findByText('f101.txt'))
    const lines = await screen.findByRole('region', { name: 'Changes in f101.txt' })
    expect(lines.querySelectorAll('ins')).toHaveLength(499)
    fireEvent.click(screen.getByText('Show more of 701 lines'))
    expect(lines.querySelectorAll('ins')).toHaveLength(700)
  })

  it('is asked for again when a run ends, and an artifact leads to its file', async () => {
    const files = Array.from({ length: 102 }, (_, index) => file(`f${String(index)}.txt`))
    const api = createFakeApi(({ input }) => {
      const { path } = input as { path?: string }
      return ready(path === undefined ? files : [file(path)], { patch: '@@ -0,0 +1 @@\n+x\n' })
    })
    const { rerender } = render(<ResultTab execution={execution(RAN)} />, api)
    await screen.findByRole('list', { name: 'Changed files' })
    expect(api.calls).toHaveLength(1)
    const artifacts = [{ path: '/srv/sample/f101.txt' }, { path: 'elsewhere.txt' }]
    rerender(<ResultTab execution={{ ...ENDED, output: { status: 'completed', artifacts } }} />)
    const links = within(screen.getByRole('list', { name: 'Artifacts' })).getAllByRole('button')
    expect(links.map(({ textContent }) => textContent)).toEqual(['/srv/sample/f101.txt'])
    expect(api.calls).toHaveLength(2)
    fireEvent.click(links[0] as HTMLElement)
    expect(document.activeElement?.textContent).toBe('f101.txtModified')
    await screen.findByRole('region', { name: 'Changes in f101.txt' })
  })
})
