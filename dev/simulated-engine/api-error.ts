/** An answer of the engine that is not a success: the body `{"message": …}` with a status. */
export class ApiError extends Error {
  constructor(public readonly status: number, message: string) {
    super(message);
  }
}

export const badRequest = (message: string) => new ApiError(400, message);
export const forbidden = (message: string) => new ApiError(403, message);
export const notFound = (message: string) => new ApiError(404, message);
export const conflict = (message: string) => new ApiError(409, message);
export const serverError = (message: string) => new ApiError(500, message);

/** Nothing was to be done, such as starting a container that runs. The answer has no body. */
export const notModified = () => new ApiError(304, '');
