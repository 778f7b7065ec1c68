import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { ok, type Check } from '../finding.ts'

const MEGABYTE = 1_000_000
const PROBLEM_BELOW = 100 * MEGABYTE
const WARNING_BELOW = 1_000 * MEGABYTE
const WARNING_BELOW_SHARE = 0.05

/** Without space no record can be written, and no output. */
export const checkDisk: Check = async ({ home }, { diskSpace }) => {
  const { freeBytes, totalBytes } = await diskSpace(nearestThere(home.path))
  const share = totalBytes > 0 ? freeBytes / totalBytes : 0
  const detail = `${describe(freeBytes)} free of ${describe(totalBytes)} (${String(Math.floor(100 * share))} %).`
  const isScarce = freeBytes < WARNING_BELOW || share < WARNING_BELOW_SHARE
  if (!isScarce) return ok(detail)
  return {
    status: freeBytes < PROBLEM_BELOW ? 'problem' : 'warning',
    detail,
    remedy: 'Free some space: without it runs fail and answers are refused.',
  }
}

function nearestThere(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestThere(dirname(path))
}

function describe(bytes: number): string {
  const isLarge = bytes >= 1_000 * MEGABYTE
  const amount = bytes / (isLarge ? 1_000 * MEGABYTE : MEGABYTE)
  return `${amount.toFixed(amount >= 10 ? 0 : 1)} ${isLarge ? 'GB' : 'MB'}`
}
