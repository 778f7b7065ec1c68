/**
 * The few requests that need no token, because they bring a secret of their own that is good for nothing else, and once.
 * Everything else about them is checked as it is for every request.
 */
export function isOpenToAll(method: string, target: string): boolean {
  const path = target.replace(/\?.*/s, '')
  return OPEN.some((one) => one.method === method && one.path === path)
}

const OPEN: readonly { method: string; path: string }[] = [
  // Brings the code of a sign-in link.
  { method: 'POST', path: '/api/session' },
]
