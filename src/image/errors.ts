import { IConstruct } from 'constructs';
import { BerthError } from '../private/berth-error';

export const invalidImageReference = (given: string) => new BerthError('INVALID_IMAGE_REFERENCE',
  `"${given}" is not an image reference: write [registry[:port]/]name[:tag][@sha256:digest], `
  + 'with the name in lower case, as in "nginx:1.27".');

export const sourceChanged = (path: string) => new BerthError('SOURCE_CHANGED',
  `"${path}" became shorter while it was read. Make sure that nothing writes to it while the app runs.`);

export const imageIdTaken = (id: string, host: IConstruct) => new BerthError('IMAGE_ID_TAKEN',
  `This host already has an image with the id "${id}" but other options. `
  + 'Use the same BaseImage for both, or set the option `id` of one of them.', host);

export const contextNotFolder = (given: string) => new BerthError('CONTEXT_NOT_FOLDER',
  `"${given}" is a file, but an image is built from a folder. Give the folder that contains the Dockerfile, and set the option `
  + '`dockerfile` if the file has another name.');

export const dockerfileMissing = (dockerfile: string, folder: string) => new BerthError('DOCKERFILE_MISSING',
  `There is no "${dockerfile}" in the folder "${folder}". Set the option \`dockerfile\` to the path of the Dockerfile in that folder.`);

export const dockerfileOutside = (dockerfile: string, folder: string) => new BerthError('DOCKERFILE_OUTSIDE',
  `The Dockerfile "${dockerfile}" is not in the folder "${folder}". Write its path relative to the folder and without "..", `
  + 'as in "docker/Dockerfile", or give a folder that contains both.');
