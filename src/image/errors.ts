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

export const ignorePatternInvalid = (pattern: string, folder: string) => new BerthError('IGNORE_PATTERN_INVALID',
  `The \`.dockerignore\` of the folder "${folder}" has the line "${pattern}", which is no pattern. Write names with "*", "?" and classes `
  + 'such as "[a-z]", as the documentation of `docker build` describes.');

export const programMissing = (path: string) => new BerthError('PROGRAM_MISSING',
  `This package has no program "${path}", which makes minimal images. `
  + 'Install the package again, or, in a checkout, run: npx projen bundle');

export const minimalImageFailed = (why: string) => new BerthError('MINIMAL_IMAGE_FAILED', why.trim());

export const packagesWithoutLock = () => new BerthError('PACKAGES_WITHOUT_LOCK',
  'Debian packages, `certificates`, `timeZones` and `shell` need a lock file. Make it with '
  + '"npx berth image lock debian.lock.json PACKAGE...", commit it, and set the option `lockFile`.');

export const rootInImage = (user: string) => new BerthError('ROOT_IN_IMAGE',
  `A minimal image can't run as "${user}". Give the number of a user other than root, such as "101:101", or leave \`user\` out for `
  + '"65532:65532".');

export const userTaken = (name: string) => new BerthError('USER_TAKEN',
  `The image has another user with the name or the number of "${name}". Give it another one.`);

export const fileContentNotChosen = (path: string) => new BerthError('FILE_CONTENT_NOT_CHOSEN',
  `The file "${path}" of an image needs exactly one of \`source\`, \`content\` and \`contentBase64\`.`);

export const noPlainFile = (path: string, kind: string) => new BerthError('NO_PLAIN_FILE',
  `"${path}" is ${kind}, and an image can only have files, folders and symbolic links of this machine. Remove it, or list other files.`);

export const linkLeavesFolder = (link: string, target: string, folder: string) => new BerthError('LINK_LEAVES_FOLDER',
  `The symbolic link "${link}" leads to "${target}", which is not in the copied folder "${folder}". Remove the link, or put a copy of what `
  + 'it leads to in its place.');

export const unknownMode = (path: string, mode: string) => new BerthError('UNKNOWN_MODE',
  `The permissions of the file "${path}" of an image are an octal number of three or four digits, such as "0644"; given: "${mode}".`);

export const setuidNotAllowed = (path: string, mode: string) => new BerthError('SETUID_NOT_ALLOWED',
  `The file "${path}" of an image would run with the rights of its owner or group (setuid, setgid): its permissions are "${mode}". Write `
  + `"${mode.slice(-3).padStart(4, '0')}", or add the path to \`setuid\`.`);

export const noTagInName = (name: string) => new BerthError('NO_TAG_IN_NAME',
  `"${name}" is no name under which an image can be pushed: give it a tag, and no digest, as in "registry.example.com/app:1.0".`);

export const signatureKeyNotChosen = () => new BerthError('SIGNATURE_KEY_NOT_CHOSEN',
  'A signature needs exactly one of `keyFile`, the path of the key, and `keyVariable`, the name of the environment variable that has it.');

export const imageWithoutResource = (name: string) => new BerthError('IMAGE_WITHOUT_RESOURCE',
  `The image "${name}" has no Terraform resource: the nodes of its cluster pull it themselves. Change the image where it is used.`);
