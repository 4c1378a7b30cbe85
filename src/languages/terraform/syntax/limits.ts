/** Nested levels (brackets, blocks, templates, operator chains) beyond which a file is refused, so that no walk over the tree can overflow the stack. */
export const maxDepth = 200;

/** UTF-16 units beyond which a file is refused unread. The largest hand-written files are far below one million. */
export const maxLength = 8 * 1024 * 1024;
