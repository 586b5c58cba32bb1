import type Docker from 'dockerode';

interface Progress {
  readonly stream?: string;
  readonly error?: string;
}

/** Reads to its end what the engine reports of a pull, push, build or import. A failure is among what it reports. */
export function finished(docker: Docker, stream: NodeJS.ReadableStream): Promise<void> {
  const output: string[] = [];
  return new Promise((resolve, reject) => {
    docker.modem.followProgress(
      stream,
      (error) => (error === null ? resolve() : reject(new Error(`${error.message}\n${output.slice(-20).join('')}`.trim()))),
      ({ stream: text }: Progress) => {
        if (text !== undefined) output.push(text);
      },
    );
  });
}
