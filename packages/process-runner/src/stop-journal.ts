import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from './error-code.ts'
import { RUN_FILES } from './run-files.ts'
import type { ProcessEntry, SeenProcess, StopReceipt } from './types.ts'

/** What was signalled on the way to an end. On disk too, so that a later server can tell what an earlier one did. */
export interface StopJournal {
  signals(): StopReceipt['signals']
  seen(): SeenProcess[]
  noteSignal(signal: string): void
  /** Once per process. */
  noteSeen(entry: ProcessEntry): void
}

/** The supervisor's watchdog writes into the same file; lines are read at every question for that reason. */
export function openStopJournal(directory: string): StopJournal {
  const path = join(directory, RUN_FILES.stopLog)
  const unwritten: string[] = []
  const noted = new Set<string>()

  function readLines(): string[] {
    return [...readText(path).split('\n'), ...unwritten]
  }

  function append(line: string): void {
    try {
      appendFileSync(path, `${line}\n`, { mode: 0o600 })
    } catch {
      // A full disk must not keep a stop from going on; the receipt of this server still has the line.
      unwritten.push(line)
    }
  }

  return {
    signals: () => readLines().flatMap(parseSignal),
    seen: () => deduplicate(readLines().flatMap(parseSeen)),
    noteSignal: (signal) => {
      append(`signal ${signal} ${new Date().toISOString()}`)
    },
    noteSeen: (entry) => {
      const key = `${entry.pid} ${entry.startTime}`
      if (noted.has(key)) return
      noted.add(key)
      const { pid, command } = describeProcess(entry)
      append(`seen ${pid} ${command}`)
    },
  }
}

/** A process as receipts name it. */
export function describeProcess(entry: ProcessEntry): SeenProcess {
  const command = entry.command.replaceAll(/\s+/g, ' ')
  const [program = ''] = command.split(' ', 1)
  return { pid: entry.pid, command: command.slice(0, program.length + 1 + MAX_ARGUMENT_CHARACTERS).trim() }
}

const MAX_ARGUMENT_CHARACTERS = 200

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  }
}

function parseSignal(line: string): StopReceipt['signals'] {
  const [, signal, at] = /^signal (\S+) (\S+)$/.exec(line) ?? []
  return signal === undefined || at === undefined ? [] : [{ signal, at }]
}

function parseSeen(line: string): SeenProcess[] {
  const [, pid, command] = /^seen (\d+) (.*)$/.exec(line) ?? []
  return pid === undefined || command === undefined ? [] : [{ pid: Number(pid), command: command.trim() }]
}

function deduplicate(seen: SeenProcess[]): SeenProcess[] {
  return [...new Map(seen.map((entry) => [`${entry.pid} ${entry.command}`, entry])).values()]
}
