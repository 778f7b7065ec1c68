import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFileAcknowledgements } from '../../src/acknowledgements/file-acknowledgements.ts'
import { WorkflowError } from '../../src/errors.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { describeAcknowledgementsContract, FIRST, SECOND } from './acknowledgements-contract.ts'

const now = () => new Date('2026-03-03T08:00:00.000Z')
const openIn = (home: string) => openFileAcknowledgements({ path: join(home, 'acknowledgements.json'), now })

describeAcknowledgementsContract('file', () => openIn(temporaryDirectory()))

describe('the file of acknowledgements', () => {
  it('is for its owner alone, survives the server, and says what was acknowledged when', async () => {
    const home = temporaryDirectory()
    await openIn(home).keep('/srv/shop', FIRST)
    const path = join(home, 'acknowledgements.json')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      version: 1,
      folders: [{ path: '/srv/shop', ...FIRST }],
    })
    expect(await openIn(home).find('/srv/shop')).toEqual(FIRST)
    expect(readdirSync(home)).toEqual(['acknowledgements.json'])
  })

  it('that is removed takes everything back', async () => {
    const home = temporaryDirectory()
    const acknowledgements = openIn(home)
    await acknowledgements.keep('/srv/shop', FIRST)
    rmSync(join(home, 'acknowledgements.json'))
    expect(await acknowledgements.find('/srv/shop')).toBeUndefined()
  })

  it.each([
    '',
    '{"version":1,"folders":',
    '[]',
    'null',
    '{"version":2,"folders":[]}',
    '{"version":1,"folders":{}}',
  ])(
    'that says %j counts for nothing, is told in health, and is moved aside by the next',
    async (content) => {
      const home = temporaryDirectory()
      writeFileSync(join(home, 'acknowledgements.json'), content)
      const acknowledgements = openIn(home)
      expect(await acknowledgements.find('/srv/shop')).toBeUndefined()
      expect(await acknowledgements.problems()).toMatchObject([{ code: 'ACKNOWLEDGEMENTS_UNREADABLE' }])

      await acknowledgements.keep('/srv/shop', SECOND)

      expect(await acknowledgements.find('/srv/shop')).toEqual(SECOND)
      expect(await acknowledgements.problems()).toMatchObject([{ code: 'ACKNOWLEDGEMENTS_QUARANTINED' }])
      const [moved = ''] = readdirSync(join(home, 'quarantine'))
      expect(readFileSync(join(home, 'quarantine', moved), 'utf8')).toBe(content)
    },
  )

  it.each(['a folder', 'a link'])('that is %s is neither followed nor replaced', async (what) => {
    const home = temporaryDirectory()
    const path = join(home, 'acknowledgements.json')
    const target = join(home, 'elsewhere.json')
    writeFileSync(target, JSON.stringify({ version: 1, folders: [{ path: '/srv/shop', ...FIRST }] }))
    if (what === 'a folder') mkdirSync(path)
    else symlinkSync(target, path)
    const acknowledgements = openIn(home)
    expect(await acknowledgements.find('/srv/shop')).toBeUndefined()
    expect(await acknowledgements.problems()).toMatchObject([{ code: 'ACKNOWLEDGEMENTS_UNREADABLE' }])
    expect((await refusalOf(acknowledgements.keep('/srv/shop', SECOND))).code).toBe('STORAGE_UNWRITABLE')
    expect(readFileSync(target, 'utf8')).toContain(FIRST.hash)
  })

  it('is as it was when the disk is full, or when another server owns its folder', async () => {
    const home = temporaryDirectory()
    const path = join(home, 'acknowledgements.json')
    await openIn(home).keep('/srv/shop', FIRST)
    const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
    const onFullDisk = openFileAcknowledgements({ path, now, disk: { write: full } })
    expect((await refusalOf(onFullDisk.keep('/srv/shop', SECOND))).code).toBe('STORAGE_FULL')
    const disowned = () => Promise.reject(new WorkflowError('STORAGE_UNWRITABLE', 'Another server has it.'))
    const ofAnother = openFileAcknowledgements({ path, now, assertOwned: disowned })
    expect((await refusalOf(ofAnother.keep('/srv/shop', SECOND))).code).toBe('STORAGE_UNWRITABLE')
    expect(await openIn(home).find('/srv/shop')).toEqual(FIRST)
    expect(readdirSync(home)).toEqual(['acknowledgements.json'])
  })
})
