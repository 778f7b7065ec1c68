/** What the lists ask for: the page that is prefetched on the server and the hook in the browser must ask for the same. */
export const EXECUTIONS_PER_PAGE = 50
