import { describe, expect, it } from 'vitest'
import { checkRequirements } from '../lib/requirements.mjs'

describe('checkRequirements', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])(
    'accepts Node %s on Linux without a word',
    (nodeVersion) => {
      expect(checkRequirements({ platform: 'linux', nodeVersion })).toEqual({})
    },
  )

  it.each(['20.18.3', '19.9.0', '18.20.8', '8.17.0'])(
    'refuses Node %s and says how to get a newer one',
    (nodeVersion) => {
      const { problem } = checkRequirements({ platform: 'linux', nodeVersion })
      expect(problem).toContain(nodeVersion)
      expect(problem).toContain('20.19')
      expect(problem).toContain('nodejs.org')
    },
  )

  it('refuses Windows and names the way out', () => {
    expect(checkRequirements({ platform: 'win32', nodeVersion: '24.21.0' }).problem).toContain('WSL')
  })

  it('says that macOS is untried and goes on', () => {
    const { problem, note } = checkRequirements({ platform: 'darwin', nodeVersion: '24.21.0' })
    expect(problem).toBeUndefined()
    expect(note).toContain('untried')
  })
})
