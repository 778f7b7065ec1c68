// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { BrowsedFolder } from '@specflow/workflow/schema'
import { FolderChooser } from '../../../src/features/project/components/folder-chooser.tsx'
import { createFakeApi, refusal, type Call } from '../../support/fake-api.tsx'

afterEach(cleanup)

const folder = (name: string, more = {}) => ({
  name,
  path: `/home/ada/${name}`,
  isGit: false,
  hasClaude: false,
  isRegistered: false,
  ...more,
})
const FOLDERS: Record<string, BrowsedFolder> = {
  home: {
    path: '/home/ada',
    parent: '/home',
    directories: [folder('code', { isGit: true, hasClaude: true }), folder('notes')],
    isTruncated: true,
  },
  '/home/ada/code': { path: '/home/ada/code', parent: '/home/ada', directories: [], isTruncated: false },
  '/home': { path: '/home', parent: '/', directories: [], isTruncated: false },
}

function renderChooser(path?: string) {
  const chosen: string[] = []
  const api = createFakeApi(({ input }: Call) => {
    const { path: asked = 'home' } = input as { path?: string }
    const found = FOLDERS[asked]
    if (found) return found
    throw refusal('PROJECT_PATH_INVALID', `The project path "${asked}" does not exist.`)
  })
  const onChoose = (at: string) => chosen.push(at)
  render(<FolderChooser {...(path !== undefined && { path })} onChoose={onChoose} />, api)
  return chosen
}

const row = (name: RegExp) => screen.findByRole('button', { name })

it('begins at home with the focus on the first folder, marks them, and says that there are more', async () => {
  renderChooser()
  const code = await row(/^code/)
  expect(document.activeElement).toBe(code)
  expect(code.textContent).toBe('code git.claude')
  expect(screen.getByText(/There are more/)).toBeDefined()
})

it('goes by arrows, opens, goes up with Backspace, and chooses where it is', async () => {
  const chosen = renderChooser()
  const code = await row(/^code/)
  fireEvent.keyDown(code, { key: 'ArrowDown' })
  expect(document.activeElement?.textContent).toContain('notes')
  fireEvent.keyDown(document.activeElement ?? code, { key: 'ArrowUp' })
  expect(document.activeElement).toBe(code)
  fireEvent.click(code)
  await screen.findByText('/home/ada/code')
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Up'))
  fireEvent.click(screen.getByRole('button', { name: 'Choose this folder' }))
  expect(chosen).toEqual(['/home/ada/code'])
})

it('goes up from where it is', async () => {
  renderChooser()
  fireEvent.keyDown(await row(/^code/), { key: 'Backspace' })
  await screen.findByText('/home')
})

it('says why a folder cannot be shown and leads home', async () => {
  renderChooser('/gone')
  expect((await screen.findByRole('alert')).textContent).toContain('"/gone" does not exist')
  fireEvent.click(screen.getByRole('button', { name: 'Go to the home folder' }))
  expect(await row(/^code/)).toBeDefined()
})
