import type { Platform } from '../types.ts'
import { createDarwinPlatform } from './darwin.ts'
import { createLinuxPlatform } from './linux.ts'

/** The platform of this machine. Throws where runs could not be stopped for certain. */
export function createPlatform(name: NodeJS.Platform = process.platform): Platform {
  if (name === 'linux') return createLinuxPlatform()
  if (name === 'darwin') return createDarwinPlatform()
  const remedy = name === 'win32' ? 'Use the Windows Subsystem for Linux (WSL 2).' : 'Use Linux.'
  throw new Error(
    `SpecFlow cannot run on ${name}: it could not prove there that a stopped run is gone. ${remedy}`,
  )
}
