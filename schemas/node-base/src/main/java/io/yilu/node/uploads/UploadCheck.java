package io.yilu.node.uploads;

import io.yilu.node.identity.DataDirectory;
import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.failure.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Lets in JPEG, PNG and PDF, whole and of a bearable size, whatever they are called; memory use is small for any size. */
public class UploadCheck {

    private static final int BUFFER = 1 << 16;

    private final DataDirectory directory;
    private final long maxSize;

    UploadCheck(DataDirectory directory, UploadProperties properties) {
        this.directory = directory;
        this.maxSize = properties.maxSize().toBytes();
    }

    /** The largest file taken, in bytes. */
    public long maxSize() {
        return maxSize;
    }

    /**
     * Reads a file to its end and checks it.
     *
     * @param givenName as the browser or program called it
     * @throws PermanentException with a message for the person who chose the file
     */
    public Upload receive(InputStream body, String givenName) {
        try {
            Path file = Files.createTempFile(directory.temporary(), "upload", ".part");
            boolean taken = false;
            try {
                long size = copy(body, file, givenName);
                Upload upload = check(file, size, givenName);
                taken = true;
                return upload;
            } finally {
                if (!taken) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            TransientException failure = new TransientException(
                    "YILU-UPLOAD-005", "文件「" + shown(givenName) + "」没有收完。", "请重新上传；仍不行请检查网络和本机磁盘空间。");
            failure.initCause(e);
            throw failure;
        }
    }

    private long copy(InputStream body, Path file, String givenName) throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                if (size > maxSize) {
                    throw new PermanentException(
                            "YILU-UPLOAD-002",
                            "文件「" + shown(givenName) + "」超过 " + (maxSize >> 20) + " MB。",
                            "请降低扫描分辨率（200–300 dpi 即可），或分成几个文件上传。");
                }
                out.write(buffer, 0, read);
            }
        }
        return size;
    }

    private Upload check(Path file, long size, String givenName) throws IOException {
        if (size == 0) {
            throw new PermanentException("YILU-UPLOAD-001", "文件「" + shown(givenName) + "」是空的（0 字节）。", "请重新扫描或另选文件。");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<FileType> type = FileShape.typeOf(channel);
            if (type.isEmpty()) {
                throw new PermanentException(
                        "YILU-UPLOAD-003",
                        "文件「" + shown(givenName) + "」的内容不是 JPEG、PNG 图片或 PDF。",
                        "改扩展名没有用，请用扫描仪或拍照另存为 JPG、PNG 或 PDF 后再上传。");
            }
            if (!FileShape.isWhole(channel, type.get())) {
                throw new PermanentException(
                        "YILU-UPLOAD-004",
                        "文件「" + shown(givenName) + "」不完整，可能没有复制完或已损坏。",
                        "请在本机打开确认能看，再重新上传；打不开请重新扫描。");
            }
            return new Upload(file, size, type.get().mediaType(), FileName.safe(givenName, type.get()));
        }
    }

    private static String shown(String givenName) {
        String name = givenName
                .substring(Math.max(givenName.lastIndexOf('/'), givenName.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
        return name.length() <= 60 ? name : name.substring(0, 40) + "…" + name.substring(name.length() - 12);
    }
}
