import type { DiskFile } from '../../src/files/disk.ts'
import { createRandom } from './random.ts'
import { synchronousDisk, type ReadableDisk } from './synchronous-disk.ts'

/** What may go wrong with each operation. A late fault is one that is reported although the operation was done. */
const POSSIBLE = {
  open: ['EMFILE', 'EROFS', 'ENOSPC', 'EIO'],
  write: ['ENOSPC', 'EIO', 'short write'],
  sync: ['ENOSPC', 'EIO'],
  syncDirectory: ['ENOSPC', 'EIO'],
  rename: ['ENOSPC', 'EIO', 'EROFS', 'late EIO'],
  link: ['ENOSPC', 'EIO', 'EROFS', 'late EIO'],
  remove: ['EIO', 'EROFS'],
  readText: ['EIO', 'EMFILE'],
} as const

type Operation = keyof typeof POSSIBLE
export type DiskFault = (typeof POSSIBLE)[Operation][number]

export const DISK_FAULTS: readonly DiskFault[] = [...new Set(Object.values(POSSIBLE).flat())]

export interface FaultyDiskOptions {
  seed: number
  /** Of how many operations one goes wrong, from 0 to 1. */
  rate: number
  /** Which faults there are; all by default. An operation that none of them fits goes well. */
  faults?: readonly DiskFault[]
  /** What the operations go to when nothing goes wrong. */
  disk?: ReadableDisk
}

export interface FaultyDisk extends ReadableDisk {
  /** What went wrong so far, as `rename EROFS`. */
  readonly history: readonly string[]
  /** From now on. */
  setRate(rate: number): void
}

/** A disk that goes wrong now and then, always in the same places for a seed. */
export function faultyDisk(options: FaultyDiskOptions): FaultyDisk {
  const { seed, faults, disk = synchronousDisk() } = options
  let { rate } = options
  const random = createRandom(seed)
  const history: string[] = []

  const draw = (operation: Operation): DiskFault | undefined => {
    // Two numbers for every operation, whatever comes of them: a changed rate moves no later fault.
    const [chance, choice] = [random(), random()]
    const fitting = POSSIBLE[operation].filter((fault) => faults?.includes(fault) ?? true)
    if (chance >= rate || fitting.length === 0) return undefined
    const fault = fitting[Math.floor(choice * fitting.length)]
    history.push(`${operation} ${String(fault)}`)
    return fault
  }

  const perform = async <T>(operation: Operation, act: () => Promise<T>): Promise<T> => {
    const fault = draw(operation)
    if (fault === undefined) return act()
    if (fault === 'late EIO') await act()
    throw systemError(fault, operation)
  }

  const openFile = (file: DiskFile): DiskFile => ({
    write: (bytes) => file.write(bytes),
    sync: () => perform('sync', () => file.sync()),
    close: () => file.close(),
  })

  return {
    history,
    setRate: (next) => {
      rate = next
    },
    open: async (path, flags, mode) => openFile(await perform('open', () => disk.open(path, flags, mode))),
    write: (file, bytes) => {
      const fault = draw('write')
      if (fault === undefined) return disk.write(file, bytes)
      if (fault === 'short write') return disk.write(file, bytes.subarray(0, Math.ceil(bytes.length / 2)))
      return Promise.reject(systemError(fault, 'write'))
    },
    syncDirectory: (directory) => perform('syncDirectory', () => disk.syncDirectory(directory)),
    rename: (from, to) => perform('rename', () => disk.rename(from, to)),
    link: (from, to) => perform('link', () => disk.link(from, to)),
    remove: (path) => perform('remove', () => disk.remove(path)),
    readText: (path) => {
      const fault = draw('readText')
      if (fault !== undefined) throw systemError(fault, 'readText')
      return disk.readText(path)
    },
  }
}

function systemError(fault: DiskFault, operation: Operation): Error {
  const code = fault.replace('late ', '')
  return Object.assign(new Error(`${code}: the test's disk, ${operation}`), { code })
}
