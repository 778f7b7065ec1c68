import type { LaunchRoute } from '../launch.ts'

/** Answers the pattern that a request's path fits, of a bounded set: never the path itself, which may be anything. */
export type RouteNames = (target: string) => string

/** Everything that no route is there for, under `/api` too. */
const UNKNOWN_ROUTE = '(unknown)'

const FILES = '/_next/static'

/** `routes` in the order in which the first one that fits is the one that answers. */
export function createRouteNames(routes: readonly LaunchRoute[]): RouteNames {
  const patterns = routes.map(({ page, regex }) => ({ name: nameOf(page), pattern: new RegExp(regex) }))
  return (target) => {
    const path = target.replace(/[?#].*/s, '')
    if (path.startsWith(`${FILES}/`)) return FILES
    return patterns.find(({ pattern }) => pattern.test(path))?.name ?? UNKNOWN_ROUTE
  }
}

/** Next's own documents for what is not there, and whatever takes every path that is left. */
function nameOf(page: string): string {
  return page.startsWith('/_') || page.includes('[...') ? UNKNOWN_ROUTE : page
}
