import Dockerode from 'dockerode';

/** The engine's answer to `POST /containers/create`. */
export interface Created { readonly Id: string; readonly Warnings?: readonly string[] | null }

interface Modem { dial(options: object, callback: (error: Error | null, answer: Created) => void): void }

/** Creates a container, and returns the engine's warnings too, which the client library's own method drops. */
export function createContainer(docker: Dockerode, body: Dockerode.ContainerCreateOptions): Promise<Created> {
  const options = { path: '/containers/create?', method: 'POST', options: body, statusCodes: { 200: true, 201: true } };
  return new Promise((resolve, reject) => {
    (docker.modem as unknown as Modem).dial(options, (error, answer) => error ? reject(error) : resolve(answer));
  });
}
