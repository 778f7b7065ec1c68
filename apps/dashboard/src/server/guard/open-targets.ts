/**
 * The few requests that need no token, because they bring a secret of their own that is good for nothing else, and once.
 * Everything else about them is checked as it is for every request.
 */
export function isOpenToAll(method: string, target: string): boolean {
  const path = target.replace(/\?.*/s, '')
  return OPEN.some((one) => one.methods.includes(method) && one.path.test(path))
}

const OPEN: readonly { methods: readonly string[]; path: RegExp }[] = [
  // Brings the code of a sign-in link.
  { methods: ['POST'], path: /^\/api\/session$/ },
  // An answer link: its page, which is whole without any other file, and what the page sends.
  { methods: ['GET', 'HEAD'], path: /^\/answer\/[\w-]{43}$/ },
  { methods: ['POST'], path: /^\/api\/answer-link$/ },
]
