'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useRenderedAtMs } from '../../../lib/use-server-clock.tsx'
import { useSettings } from '../../settings/hooks/use-settings.ts'
import { setPollsWhileHidden } from '../../workflow/changes/hidden-polling.ts'
import { useChangeListener } from '../../workflow/hooks/use-change-listener.ts'
import { claimNews } from '../claim-news.ts'
import { useNotifications } from '../hooks/use-notifications.ts'
import { readNews, type News } from '../news.ts'
import { playChime } from '../play-chime.ts'
import { announceSeenPath, isPathSeen } from '../seen-path.ts'
import { showNotification, withdrawNotification } from '../show-notification.ts'

/** Tells a person who looks elsewhere what the page's one poller learns. Mounted once. */
export function Notifier() {
  const { polling, sound } = useSettings()
  const { isOn } = useNotifications()
  const openedAtMs = useRenderedAtMs()
  const path = usePathname()
  const router = useRouter()
  const pollsHidden = isOn && polling !== 'looking'

  useEffect(() => {
    setPollsWhileHidden(pollsHidden)
    return () => {
      setPollsWhileHidden(false)
    }
  }, [pollsHidden])
  useEffect(() => announceSeenPath(path), [path])
  useChangeListener((changed) => {
    if (!isOn && !sound) return
    for (const execution of changed) {
      const news = readNews(execution, openedAtMs)
      if (news) void tell(news, { isShown: isOn, isHeard: sound, go: router.push })
      else withdrawNotification(execution.id)
    }
  })

  return null
}

interface Telling {
  isShown: boolean
  isHeard: boolean
  go: (path: string) => void
}

async function tell(news: News, { isShown, isHeard, go }: Telling): Promise<void> {
  const path = `/executions/${news.executionId}`
  if (!(await claimNews(news.key)) || (await isPathSeen(path))) return
  if (isHeard) playChime()
  if (!isShown) return
  showNotification(news, () => {
    go(path)
  })
}
