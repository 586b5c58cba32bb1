import Docker from 'dockerode';

interface Progress {
  readonly stream?: string;
  readonly error?: string;
}

/** Waits until a pull, push, build or import has finished. Rejects with the end of the output if the engine reports an error in it. */
export function finished(docker: Docker, stream: NodeJS.ReadableStream): Promise<void> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    docker.modem.followProgress(
      stream,
      (error) => (error === null ? resolve() : reject(new Error(`${error.message}\n${lines.slice(-20).join('')}`.trim()))),
      ({ stream: text }: Progress) => {
        if (text !== undefined) lines.push(text);
      },
    );
  });
}
