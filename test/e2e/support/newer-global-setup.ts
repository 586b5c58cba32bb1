export { setup as default } from './newer-engine-setup';
