import { fileFields } from './files';
import { isolationFields } from './isolation';
import { processFields } from './process';

/** The rows of `container_spec`: what the containers of all tasks are like. */
export const containerFields = { ...processFields, ...isolationFields, ...fileFields };
