import Glibc

/// Glibc's `close`, named apart from methods of that name.
func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }

/// Waits until one of the descriptors is ready; false when a signal interrupted.
func pollDescriptors(_ descriptors: inout [pollfd], milliseconds: Int32) -> Bool {
  poll(&descriptors, nfds_t(descriptors.count), milliseconds) >= 0
}
