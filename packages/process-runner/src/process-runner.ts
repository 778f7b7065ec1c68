import { attachRun } from './attach-run.ts'
import { createPlatform } from './platform/create-platform.ts'
import { startRun } from './start-run.ts'
import { sweepMarkers } from './sweep-markers.ts'
import type { Platform, ProcessRunner } from './types.ts'

/**
 * Starts, observes, stops and re-attaches to processes, each in a directory of its own; it keeps no state beside those
 * directories. Watching a run keeps no process alive, ending one does.
 */
export function createProcessRunner(options: { platform?: Platform } = {}): ProcessRunner {
  const platform = options.platform ?? createPlatform()
  return {
    start: (spec) => startRun(platform, spec),
    attach: (directory) => attachRun(platform, directory),
    sweep: (sweep) => sweepMarkers(platform, sweep),
  }
}
