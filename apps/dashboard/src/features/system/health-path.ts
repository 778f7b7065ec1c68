/** The page that tells everything that the other pages have in short. */
export const HEALTH_PATH = '/health'
