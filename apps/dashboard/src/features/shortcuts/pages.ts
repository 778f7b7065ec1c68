import { HEALTH_PATH } from '../system/health-path.ts'

/** The pages that a key and the palette lead to; the key follows a `g`. */
export const PAGES = [
  { name: 'Overview', path: '/', key: 'o' },
  { name: 'History', path: '/history', key: 'h' },
  { name: 'Health', path: HEALTH_PATH, key: 'e' },
  { name: 'Settings', path: '/settings', key: 's' },
] as const
