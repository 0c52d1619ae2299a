# What is installed, and the Debian package of it: scripts/check package builds and examines that.
set(packaging ${CMAKE_SOURCE_DIR}/deploy)
set(installed ${CMAKE_BINARY_DIR}/package)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # tests are not installed

install(TARGETS cs2results RUNTIME DESTINATION bin)

# Debian wants them compressed, without the time of their compression.
function(install_compressed from name destination)
  find_program(GZIP gzip REQUIRED)
  install(CODE "
    file(MAKE_DIRECTORY ${installed})
    execute_process(COMMAND ${GZIP} -9nc INPUT_FILE ${from} OUTPUT_FILE ${installed}/${name} COMMAND_ERROR_IS_FATAL ANY)")
  install(FILES ${installed}/${name} DESTINATION ${destination})
endfunction()
install_compressed(${packaging}/debian/cs2results.1 cs2results.1.gz share/man/man1)
install_compressed(${packaging}/debian/changelog changelog.Debian.gz share/doc/cs2results)
install_compressed(${CMAKE_SOURCE_DIR}/CHANGELOG.md changelog.gz share/doc/cs2results)

# The program prints its completions itself.
function(install_completion shell destination name)
  install(CODE "
    file(MAKE_DIRECTORY ${installed})
    execute_process(COMMAND $<TARGET_FILE:cs2results> completion ${shell} OUTPUT_FILE ${installed}/${name}
                    COMMAND_ERROR_IS_FATAL ANY)")
  install(FILES ${installed}/${name} DESTINATION ${destination})
endfunction()
install_completion(bash share/bash-completion/completions cs2results)
install_completion(zsh share/zsh/vendor-completions _cs2results)
install_completion(fish share/fish/vendor_completions.d cs2results.fish)

install(FILES ${packaging}/debian/copyright DESTINATION share/doc/cs2results)
install(FILES ${packaging}/debian/lintian-overrides DESTINATION share/lintian/overrides RENAME cs2results)
install(FILES ${packaging}/systemd/cs2results.service ${packaging}/systemd/cs2results-backup.service
              ${packaging}/systemd/cs2results-backup.timer DESTINATION /lib/systemd/system)
install(FILES ${CMAKE_SOURCE_DIR}/config.example.toml DESTINATION /etc/cs2results RENAME config.toml
        PERMISSIONS OWNER_READ OWNER_WRITE)
install(FILES ${packaging}/prometheus/alerts.yml ${packaging}/grafana/board.json DESTINATION share/cs2results)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME cs2results)
set(CPACK_PACKAGE_VENDOR "The CS2ResultsBot authors")
set(CPACK_PACKAGE_CONTACT "The CS2ResultsBot authors <cs2results@packages.example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE https://github.com/cs2resultsbot/cs2resultsbot)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Discord bot for Counter-Strike 2 esports
Self-hosted: answers commands about matches, teams, players and events, and
sends notifications to the channels that follow them. Facts come from public
sources and are kept in SQLite or PostgreSQL.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, tzdata")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql, postgresql-client, redis-server, prometheus")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${packaging}/debian/postinst ${packaging}/debian/prerm ${packaging}/debian/postrm ${installed}/conffiles)
file(WRITE ${installed}/conffiles "/etc/cs2results/config.toml\n")
include(CPack)
