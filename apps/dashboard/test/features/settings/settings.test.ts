// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DEFAULT_SETTINGS, changeSettings, readSettings } from '../../../src/features/settings/settings.ts'
import { subscribeToStoredText } from '../../../src/features/settings/stored-text.ts'

const KEY = 'specflow.settings'

beforeEach(() => {
  window.localStorage.clear()
})
afterEach(() => {
  vi.restoreAllMocks()
})

it.each([
  [null, {}],
  ['', {}],
  ['{"notifications":tr', {}],
  ['"calm"', {}],
  ['null', {}],
  ['[]', {}],
  ['{"polling":"calm"}', { polling: 'calm' }],
  ['{"polling":"hourly","notifications":true,"sound":"loud"}', { notifications: true }],
  ['{"sound":true,"__proto__":{"notifications":true},"later":1}', { sound: true }],
])('takes of %s what it understands', (text, expected) => {
  if (text !== null) window.localStorage.setItem(KEY, text)
  expect(readSettings()).toEqual({ ...DEFAULT_SETTINGS, ...expected })
})

it('is the same object until something changes, and changes one thing at a time', () => {
  changeSettings({ polling: 'calm' })
  const calm = readSettings()
  expect(readSettings()).toBe(calm)
  changeSettings({ sound: true })
  expect(readSettings()).toEqual({ ...DEFAULT_SETTINGS, polling: 'calm', sound: true })
})

it('tells of a change in this page and in another, and of a storage that was cleared', () => {
  const listener = vi.fn()
  const unsubscribe = subscribeToStoredText(listener)
  changeSettings({ sound: true })
  expect(listener).toHaveBeenCalledTimes(1)
  window.localStorage.setItem(KEY, '{"polling":"looking"}')
  window.dispatchEvent(new StorageEvent('storage', { key: 'another' }))
  expect(listener).toHaveBeenCalledTimes(1)
  window.dispatchEvent(new StorageEvent('storage', { key: KEY }))
  expect(listener).toHaveBeenCalledTimes(2)
  expect(readSettings().polling).toBe('looking')
  window.localStorage.clear()
  window.dispatchEvent(new StorageEvent('storage', { key: null }))
  expect(listener).toHaveBeenCalledTimes(3)
  expect(readSettings()).toEqual(DEFAULT_SETTINGS)
  unsubscribe()
  changeSettings({ sound: true })
  expect(listener).toHaveBeenCalledTimes(3)
})

it('keeps for this page what the browser does not store', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  changeSettings({ polling: 'calm' })
  expect(readSettings().polling).toBe('calm')
  vi.restoreAllMocks()
  changeSettings({ polling: 'normal' })
  expect(window.localStorage.getItem(KEY)).toContain('normal')
})
