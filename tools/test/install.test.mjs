import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled, markInstalled } from '../lib/install.mjs'
import { readPinnedPnpm } from '../lib/workspace.mjs'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'specflow-tools-'))
  writeFileSync(join(root, 'pnpm-lock.yaml'), 'lock')
  writeFileSync(join(root, 'pnpm-workspace.yaml'), 'packages: []')
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

describe('isInstalled', () => {
  it('is false before the first install', () => {
    expect(isInstalled(root)).toBe(false)
  })

  it('is false for a folder that an interrupted install left', () => {
    mkdirSync(join(root, 'node_modules'))
    expect(isInstalled(root)).toBe(false)
  })

  it('is true after an install, until the lock file changes', () => {
    mkdirSync(join(root, 'node_modules'))
    markInstalled(root)
    expect(isInstalled(root)).toBe(true)
    writeFileSync(join(root, 'pnpm-lock.yaml'), 'other lock')
    expect(isInstalled(root)).toBe(false)
  })
})

describe('readPinnedPnpm', () => {
  it('answers the exact version without its hash', () => {
    writeFileSync(join(root, 'package.json'), JSON.stringify({ packageManager: 'pnpm@10.34.9+sha512.abc' }))
    expect(readPinnedPnpm(root)).toBe('10.34.9')
  })

  it('names a packageManager that it cannot use', () => {
    writeFileSync(join(root, 'package.json'), JSON.stringify({ packageManager: 'yarn@4.0.0' }))
    expect(() => readPinnedPnpm(root)).toThrow('yarn@4.0.0')
  })
})
