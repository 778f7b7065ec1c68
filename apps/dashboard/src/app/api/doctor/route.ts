import { doctorRoute } from '../../../server/rest/doctor.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = doctorRoute
