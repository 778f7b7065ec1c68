'use client'

import { useChangesPoll } from '../hooks/use-changes-poll.ts'

/** Keeps everything that shows executions up to date. Mounted once, beside what it serves, so that it renders nothing of it. */
export function ChangesPoller() {
  useChangesPoll()
  return null
}
