import { attachRun } from './attach-run.ts'
import { createPlatform } from './platform/create-platform.ts'
import { startRun } from './start-run.ts'
import { sweepMarkers } from './sweep-markers.ts'
import { createTableWatch } from './table-watch.ts'
import type { Platform, ProcessRunner } from './types.ts'

/**
 * Starts, observes, stops and re-attaches to processes, each in a directory of its own; what it must not forget is in those
 * directories. Watching a run keeps no process alive, ending one does.
 */
export function createProcessRunner(options: { platform?: Platform } = {}): ProcessRunner {
  const platform = options.platform ?? createPlatform()
  const host = { platform, tableWatch: createTableWatch(platform) }
  return {
    start: (spec) => startRun(host, spec),
    attach: (directory) => attachRun(host, directory),
    sweep: (sweep) => sweepMarkers(platform, sweep),
  }
}
