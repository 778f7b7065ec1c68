// @vitest-environment happy-dom
import { fireEvent, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useShortcuts } from '../../../src/features/shortcuts/hooks/use-shortcuts.ts'
import { createKeyReader } from '../../../src/features/shortcuts/read-keys.ts'
import { SHORTCUTS } from '../../../src/features/shortcuts/shortcuts.ts'

let acted: string[] = []
let unmount = () => {}

beforeEach(() => {
  acted = []
  window.localStorage.clear()
  document.body.innerHTML = ''
  const view = renderHook(() => {
    useShortcuts((action) => acted.push(action.type))
  })
  unmount = view.unmount
})
afterEach(() => {
  unmount()
})

const press = (key: string, held: KeyboardEventInit = {}, on: Element = document.body) =>
  fireEvent.keyDown(on, { key, ...held })
function add(html: string): Element {
  document.body.innerHTML = html
  return document.body.firstElementChild ?? document.body
}

it('has no two shortcuts of which one hides the other', () => {
  const pressed = SHORTCUTS.map(({ keys }) => keys.join(' '))
  for (const keys of pressed) {
    expect(pressed.filter((other) => other === keys || other.startsWith(`${keys} `))).toEqual([keys])
  }
})

it('reads one key and two keys, and gives up on what is nothing or comes too late', () => {
  const read = createKeyReader()
  expect(read('n', 0)).toEqual({ type: 'start' })
  expect(read('g', 10)).toBe('prefix')
  expect(read('h', 500)).toEqual({ type: 'go', path: '/history' })
  expect(read('h', 600)).toBeUndefined()
  expect(read('g', 700)).toBe('prefix')
  expect(read('n', 800)).toEqual({ type: 'start' })
  expect(read('g', 900)).toBe('prefix')
  expect(read('h', 3_000)).toBeUndefined()
  expect(read('G', 3_100)).toBeUndefined()
})

it('acts, and keeps the browser from acting', () => {
  expect(press('n')).toBe(false)
  expect(acted).toEqual(['start'])
  expect(press('x')).toBe(true)
})

it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }, { repeat: true }])(
  'leaves a key with %j alone',
  (held) => {
    expect(press('n', held)).toBe(true)
    expect(acted).toEqual([])
  },
)

it('walks on while j is held', () => {
  press('j', { repeat: true })
  expect(acted).toEqual(['next-row'])
})

it.each([
  '<textarea></textarea>',
  '<input />',
  '<input type="search" />',
  '<select></select>',
  '<button role="combobox"></button>',
  '<div role="menu"></div>',
  '<div data-shortcuts="off"></div>',
])('leaves a key in %s alone', (html) => {
  press('n', {}, add(html))
  expect(acted).toEqual([])
})

it.each(['<input type="checkbox" />', '<button></button>', '<a href="#x"></a>'])(
  'acts on a key at %s',
  (html) => {
    press('n', {}, add(html))
    expect(acted).toEqual(['start'])
  },
)

it('does nothing behind a dialog', () => {
  add('<div role="dialog"></div>')
  press('n')
  expect(acted).toEqual([])
})
