export { teardown as default } from './newer-engine-setup';
